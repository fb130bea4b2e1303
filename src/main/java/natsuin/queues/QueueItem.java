package natsuin.queues;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One item of a queue. Nothing in it is personal.
 *
 * @param subject what it is about, as in the audit trail: {@code contract:…}
 * @param attempts tries that were begun
 * @param since when it was taken on
 * @param nextTry when it is due; empty while it is in hand, parked or over
 * @param error a code of what went wrong last
 * @param alike how many are troubled, or parked, or failed, as this one is, with the same error;
 *     itself included
 */
public record QueueItem(
    UUID id,
    String subject,
    State state,
    int attempts,
    Instant since,
    Optional<Instant> nextTry,
    Optional<String> error,
    long alike) {

  /** Where it stands. */
  public enum State {
    /** Waits for its next try. */
    WAITING("waiting"),
    /** A worker has it. */
    IN_HAND("in-hand"),
    /** Put aside by an operator. */
    PARKED("parked"),
    /** Came to nothing; no try will change that. */
    FAILED("failed");

    private final String code;

    State(String code) {
      this.code = code;
    }

    /** The name in JSON. */
    public String code() {
      return code;
    }
  }

  /** Whether it can be tried again or put aside. */
  public boolean open() {
    return state != State.FAILED;
  }
}
