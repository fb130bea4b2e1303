package natsuin.employerdesk;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import natsuin.users.Employer;

/** An employer's data as forms name them. */
final class Facts {
  private Facts() {}

  /** The employer with what was typed. */
  static Employer changed(Employer before, JsonObject values) {
    return new Employer(
        before.id(),
        before.number(),
        values.getString("name"),
        values.getString("nameKana"),
        values.getString("nameLatin"),
        values.getString("postalCode"),
        values.getString("address"),
        before.branch(),
        before.version(),
        before.createdAt());
  }

  /** Which fields are others now; never what they hold. */
  static List<String> others(Employer before, Employer after) {
    var old = of(before);
    var names = new ArrayList<String>();
    of(after)
        .forEach(
            (name, value) -> {
              if (!Objects.equals(value, old.get(name))) {
                names.add(name);
              }
            });
    return names;
  }

  private static Map<String, String> of(Employer employer) {
    var facts = new LinkedHashMap<String, String>();
    facts.put("name", employer.name());
    facts.put("nameKana", employer.nameKana());
    facts.put("nameLatin", employer.nameLatin());
    facts.put("postalCode", employer.postalCode());
    facts.put("address", employer.address());
    return facts;
  }
}
