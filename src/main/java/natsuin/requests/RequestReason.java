package natsuin.requests;

import natsuin.kernel.Codes;

/** Why a signing certificate is requested (CERT-3): 初回, 記載事項変更, PIN失念, 有効期限延長. */
public enum RequestReason {
  FIRST("first"),
  DETAILS_CHANGED("details-changed"),
  PIN_FORGOTTEN("pin-forgotten"),
  VALIDITY_EXTENDED("validity-extended");

  private final String code;

  RequestReason(String code) {
    this.code = code;
  }

  /** The name in JSON and in the database. */
  public String code() {
    return code;
  }

  /** The reason of that name. */
  public static RequestReason of(String code) {
    return Codes.find(values(), RequestReason::code, code);
  }
}
