package natsuin.kernel;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Why something that was asked for did not happen. Each case carries a stable kebab-case code that
 * message files translate; one page ({@code http.Problems}) turns it into an RFC 9457 document.
 */
public sealed interface Failure {

  /** Stable kebab-case code; the message files know its sentences. */
  String code();

  /** The exception that carries this failure through code that cannot return it. */
  default FailureException exception() {
    return new FailureException(this);
  }

  /**
   * One field that cannot be taken as it is; {@code code} names the sentence, {@code facts} fill
   * it.
   */
  record FieldError(String field, String code, Map<String, Object> facts) {
    public FieldError(String field, String code) {
      this(field, code, Map.of());
    }
  }

  /** Fields are wrong (422). */
  record Invalid(List<FieldError> fields) implements Failure {
    public Invalid(FieldError... fields) {
      this(List.of(fields));
    }

    @Override
    public String code() {
      return "invalid-input";
    }
  }

  /** Well-formed, understood, and refused by a rule (422); each reason is shown. */
  record Refused(String code, List<FieldError> reasons) implements Failure {
    public Refused(String code) {
      this(code, List.of());
    }
  }

  /** The body is not what the operation reads (400). */
  record Malformed(String code) implements Failure {}

  /** Nobody is logged in, or the session ended (401). */
  record Unauthenticated(String code) implements Failure {}

  /** Logged in, but this is not theirs to do (403). */
  record Forbidden(String code) implements Failure {}

  /** Not there, or not there for this actor (404). */
  record NotFound(String code) implements Failure {}

  /** Somebody was faster, or the state has moved on (409). */
  record Conflict(String code, Map<String, Object> facts) implements Failure {
    public Conflict(String code) {
      this(code, Map.of());
    }
  }

  /** Locked after too many wrong tries, until then (423). */
  record Locked(String code, Instant until) implements Failure {}

  /** A secret was wrong; so many tries are left (422). */
  record Wrong(String code, int triesLeft) implements Failure {}

  /** Larger than allowed (413). */
  record TooLarge(String code, long limitBytes) implements Failure {}

  /** Asked too often (429). */
  record TooMany(String code, Duration retryAfter) implements Failure {}

  /** The bounded pool is full (503, Retry-After). */
  record Busy(Duration retryAfter) implements Failure {
    @Override
    public String code() {
      return "busy";
    }
  }

  /** Closed for maintenance until then (503, Retry-After). */
  record Closed(String code, Instant until, Duration retryAfter) implements Failure {}

  /** A server behind us does not answer (503, Retry-After). */
  record Unavailable(String code, Duration retryAfter) implements Failure {}
}
