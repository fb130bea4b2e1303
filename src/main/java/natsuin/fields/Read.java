package natsuin.fields;

import java.util.Map;

/** What became of one value. */
sealed interface Read {

  /** Nothing was given. */
  record Missing() implements Read {}

  /** Can be taken, in its plain form (text, or a Boolean). */
  record Plain(Object value) implements Read {}

  /** Cannot be taken, because of this rule. */
  record Wrong(String code, Map<String, Object> facts) implements Read {
    Wrong(String code) {
      this(code, Map.of());
    }
  }
}
