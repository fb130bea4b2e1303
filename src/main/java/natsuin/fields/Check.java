package natsuin.fields;

import java.util.Map;
import java.util.Optional;

/** A rule, and the code that is told where it is broken. */
record Check(String code, Rule rule) {
  Optional<Map<String, Object>> broken(String text) {
    return rule.broken(text);
  }
}
