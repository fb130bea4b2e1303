package natsuin.outbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a template must be: a subject, an empty line, a text; with the facts that it is sent for.
 */
final class TemplateCheck {
  static final Pattern PLACE = Pattern.compile("\\{([A-Za-z]+)}");

  /** Never in a subject, which mail servers log and phones show while locked. */
  static final Set<String> SECRET = Set.of("code", "password", "mypageId");

  /** A template may do without these. */
  private static final Set<String> COURTESY = Set.of("bank", "name", "organization", "purpose");

  private TemplateCheck() {}

  /** What is wrong with a text in place of another; empty where nothing is. */
  static List<String> faults(String text, String like) {
    String[] parts = text.split("\n\n", 2);
    if (parts.length < 2 || parts[0].isBlank() || parts[0].contains("\n") || parts[1].isBlank()) {
      return List.of("must be a subject in the first line, an empty line, and the text");
    }
    var faults = new ArrayList<String>();
    Set<String> allowed = places(like);
    allowed.add("bank");
    Set<String> unknown = places(text);
    unknown.removeAll(allowed);
    if (!unknown.isEmpty()) {
      faults.add(
          "{" + String.join("}, {", unknown) + "} is not known here; known: " + shown(allowed));
    }
    Set<String> missing = places(like);
    missing.removeAll(COURTESY);
    missing.removeAll(places(parts[1]));
    if (!missing.isEmpty()) {
      faults.add("the text must have " + shown(missing));
    }
    Set<String> told = places(parts[0]);
    told.retainAll(SECRET);
    if (!told.isEmpty()) {
      faults.add("the subject must not have " + shown(told));
    }
    if (places(text).contains("code") && parts[1].lines().noneMatch("{code}"::equals)) {
      faults.add("{code} must stand alone in its line");
    }
    return faults;
  }

  static Set<String> places(String text) {
    return PLACE
        .matcher(text)
        .results()
        .map(match -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String shown(Set<String> places) {
    return places.stream().map(place -> "{" + place + "}").collect(Collectors.joining(", "));
  }
}
