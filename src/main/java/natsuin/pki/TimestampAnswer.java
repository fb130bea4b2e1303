package natsuin.pki;

/** What became of a timestamp request. */
public sealed interface TimestampAnswer {

  /** A token that matches the request and whose authority we trust. */
  record Granted(TimestampToken token) implements TimestampAnswer {}

  /**
   * No usable token.
   *
   * @param detail for the log; English, without secrets
   */
  record Rejected(Fault fault, String detail) implements TimestampAnswer {}

  /** What was wrong with the authority's answer. */
  enum Fault {
    /** Not an RFC 3161 response at all. */
    GARBAGE,
    /** The authority declined, and said so. */
    REFUSED,
    /** The nonce is missing or another one: an answer to somebody else's question, or a replay. */
    WRONG_NONCE,
    /** Another digest was stamped. */
    WRONG_IMPRINT,
    /** Stamped under a policy that we did not ask for. */
    WRONG_POLICY,
    /** The authority's clock and ours are too far apart. */
    WRONG_TIME,
    /** The signature on the token does not verify, or its signer cannot be told. */
    BAD_SIGNATURE,
    /** The signer's certificate is not one for timestamping only. */
    NOT_A_TIMESTAMP_CERTIFICATE,
    /** The signer's certificate was not valid at the token's time. */
    EXPIRED_CERTIFICATE,
    /** The signer does not descend from a root that we trust. */
    UNTRUSTED
  }
}
