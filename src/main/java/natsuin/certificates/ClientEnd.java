package natsuin.certificates;

import natsuin.kernel.Codes;
import natsuin.pki.RevocationReason;

/** Why an employer user's client certificate ends before its time (EMP-9). */
public enum ClientEnd {
  /** Another computer is used from now on. */
  COMPUTER_CHANGED("computer-changed", RevocationReason.SUPERSEDED),
  /** The file was lost before it was imported. */
  FILE_LOST("file-lost", RevocationReason.CESSATION_OF_OPERATION),
  /** The user has left. */
  HOLDER_LEFT("holder-left", RevocationReason.AFFILIATION_CHANGED),
  /** Key or password may be in other hands. */
  KEY_COMPROMISED("key-compromise", RevocationReason.KEY_COMPROMISE),
  /** The customer asked for it. */
  REQUESTED("requested", RevocationReason.CESSATION_OF_OPERATION),
  /** The user ID that it names is no more: ログインID・パスワード初期化 (EMP-5). */
  ID_RESET("id-reset", RevocationReason.AFFILIATION_CHANGED);

  private final String code;
  private final RevocationReason reason;

  ClientEnd(String code, RevocationReason reason) {
    this.code = code;
    this.reason = reason;
  }

  /** The name in JSON and in the database. */
  public String code() {
    return code;
  }

  RevocationReason reason() {
    return reason;
  }

  /** Whether somebody may ask for it; the others happen by themselves. */
  public boolean isAskedFor() {
    return this != ID_RESET;
  }

  /** The case of that name; fails as IllegalArgumentException where there is none. */
  public static ClientEnd of(String code) {
    return Codes.find(values(), ClientEnd::code, code);
  }
}
