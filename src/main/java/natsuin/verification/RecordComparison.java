package natsuin.verification;

/**
 * How a file stands to the service's own record.
 *
 * @param agreeing revisions, from the first, that are in the file byte for byte
 * @param recorded revisions that the service knows
 */
public record RecordComparison(State state, int agreeing, int recorded) {

  /** The outcomes. */
  public enum State {
    /** No record was given. */
    NOT_COMPARED,
    /** Byte for byte the newest revision. */
    MATCHES,
    /** Byte for byte an earlier revision: something that came later is missing. */
    OLDER,
    /** Begins like the document and then differs. */
    DIFFERS,
    /** Not a byte-exact copy of any recorded revision. */
    UNKNOWN
  }

  static final RecordComparison NOT_COMPARED = new RecordComparison(State.NOT_COMPARED, 0, 0);
}
