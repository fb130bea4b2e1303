package natsuin.clientissue;

import natsuin.kernel.Codes;

/** How one issue stands; the names are the database's and the interface's. */
enum IssueState {
  /** Under way; there is no certificate yet. */
  STARTED("started"),
  /** Under way; the authority's key has acted. */
  CERTIFIED("certified"),
  /** The whole answer was written out. */
  HANDED_OVER("handed-over"),
  /** The browser has confirmed what it got. */
  RECEIVED("received"),
  /** It came to nothing before there was a certificate. */
  FAILED("failed"),
  /** Nobody can have got the key: the certificate was revoked. */
  LOST("lost");

  private final String code;

  IssueState(String code) {
    this.code = code;
  }

  String code() {
    return code;
  }

  boolean isOpen() {
    return this == STARTED || this == CERTIFIED;
  }

  static IssueState of(String code) {
    return Codes.find(values(), IssueState::code, code);
  }
}
