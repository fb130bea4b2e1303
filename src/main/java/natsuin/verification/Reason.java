package natsuin.verification;

import java.util.Map;

/**
 * Why a verdict is not VALID; {@link Sentences} knows its words.
 *
 * @param verdict what this reason alone leads to
 * @param code stable, kebab-case; the sentence's key is {@code reason.<code>}
 * @param facts values for the sentence's places
 */
public record Reason(Verdict verdict, String code, Map<String, String> facts) {

  static Reason invalid(String code) {
    return new Reason(Verdict.INVALID, code, Map.of());
  }

  static Reason invalid(String code, Map<String, String> facts) {
    return new Reason(Verdict.INVALID, code, facts);
  }

  static Reason indeterminate(String code) {
    return new Reason(Verdict.INDETERMINATE, code, Map.of());
  }

  static Reason indeterminate(String code, Map<String, String> facts) {
    return new Reason(Verdict.INDETERMINATE, code, facts);
  }
}
