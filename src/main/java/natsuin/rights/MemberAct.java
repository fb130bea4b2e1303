package natsuin.rights;

/** What a customer's user may be allowed to do to a user of an organization. */
public enum MemberAct {
  /** See the user's data and what his signing stands at. */
  SEE,
  /** Change names, telephone, mail address, department, title; never the role (USER-3). */
  CHANGE,
  /** Delete the user (USER-4). */
  DELETE,
  /** 仮パスワード再発行 (LOGIN-5). */
  REISSUE_PASSWORD,
  /** 署名用PINロック and its end (CERT-6). */
  LOCK_PIN,
  /** 電子証明書発行依頼 (CERT-3). */
  REQUEST_CERTIFICATE,
  /** Send identity documents, register the first PIN, change the PIN (DOC, CERT-1, CERT-5). */
  PROVE
}
