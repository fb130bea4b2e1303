package natsuin.demo;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the demonstration's people would not like to read in a log. */
final class Secrets {
  private static final Pattern CODE = Pattern.compile("(?m)^\\s*(\\d{6})\\s*$");
  private static final List<String> OF_ACCOUNTS =
      List.of("login", "password", "pin", "name", "email", "organization");
  private static final Pattern LATIN = Pattern.compile("[\\x21-\\x7e ]+");

  private final Set<String> all = new TreeSet<>();
  private final Set<String> codes = new TreeSet<>();

  /** Of everybody in the demonstration, and what was mailed to them. */
  static Secrets of(URI base) {
    var secrets = new Secrets();
    var browser = new Browser(base, "ja");
    for (Object each : browser.get("/dev/demo").getJsonArray("accounts")) {
      var account = (JsonObject) each;
      OF_ACCOUNTS.forEach(key -> secrets.and(account.getString(key)));
      secrets.mailed(browser, account.getString("email"));
    }
    for (var customer : DemoPeople.CUSTOMERS) {
      secrets.and(customer.familyKana()).and(customer.givenKana());
      secrets.and(customer.familyLatin()).and(customer.givenLatin());
      secrets.and(customer.mypageId()).and(customer.details().mobile());
    }
    for (var company : DemoPeople.COMPANIES) {
      var facts = company.facts();
      secrets.and(facts.name()).and(facts.nameKana()).and(facts.nameLatin()).and(facts.address());
    }
    for (var applicant : DemoApplications.TYPED) {
      Stream.of("familyName", "givenName", "familyKana", "familyLatin", "name", "nameLatin")
          .forEach(key -> secrets.and(applicant.getString(key)));
      Stream.of("address", "birthDate", "telephone", "mobile", "email")
          .forEach(key -> secrets.and(applicant.getString(key)));
      secrets.mailed(browser, applicant.getString("email"));
    }
    return secrets;
  }

  private void mailed(Browser browser, @Nullable String address) {
    if (address == null || address.isEmpty()) {
      return;
    }
    String path = "/dev/mailbox?to=" + URLEncoder.encode(address, StandardCharsets.UTF_8);
    for (Object mail : new JsonArray(browser.text(path))) {
      var code = CODE.matcher(((JsonObject) mail).getString("text", ""));
      while (code.find()) {
        codes.add(code.group(1));
      }
    }
  }

  /** This too, whole and in parts, where it is long enough to be told from chance. */
  Secrets and(@Nullable String text) {
    if (text != null) {
      Stream.concat(Stream.of(text), Stream.of(text.split("[\\s\u3000]+", -1)))
          .filter(part -> part.length() > 1)
          .filter(part -> part.length() > 2 || !LATIN.matcher(part).matches())
          .forEach(all::add);
    }
    return this;
  }

  Set<String> all() {
    return all;
  }

  Set<String> codes() {
    return codes;
  }

  /** Those that stand in the text, as they are or as in addresses of pages. */
  List<String> foundIn(String text) {
    return Stream.concat(all.stream(), codes.stream())
        .filter(
            secret ->
                isIn(text, secret) || isIn(text, URLEncoder.encode(secret, StandardCharsets.UTF_8)))
        .toList();
  }

  private static boolean isIn(String text, String secret) {
    if (!text.contains(secret) || !LATIN.matcher(secret).matches()) {
      return text.contains(secret);
    }
    // A number of six digits stands in longer ones by chance.
    return Pattern.compile("(?<![0-9A-Za-z.-])" + Pattern.quote(secret) + "(?![0-9A-Za-z-])")
        .matcher(text)
        .find();
  }
}
