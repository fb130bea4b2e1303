package natsuin.revocations;

import natsuin.certificates.RevokeCredential.Why;
import natsuin.kernel.Codes;

/** Why staff end a certificate. */
enum Reason {
  /** PIN or account may be in other hands. */
  KEY_COMPROMISE("key-compromise", Why.KEY_COMPROMISED),
  /** The holder has left the organization or the office. */
  HOLDER_LEFT("holder-left", Why.HOLDER_LEFT),
  /** The customer asked for it. */
  REQUESTED("requested", Why.REQUESTED),
  /** The identity was not what was proved. */
  IDENTITY_WRONG("identity-wrong", Why.IDENTITY_WRONG);

  private final String code;
  private final Why why;

  Reason(String code, Why why) {
    this.code = code;
    this.why = why;
  }

  /** The name in JSON and in the database. */
  String code() {
    return code;
  }

  Why why() {
    return why;
  }

  static Reason of(String code) {
    return Codes.find(values(), Reason::code, code);
  }
}
