package natsuin.rights;

/** What an employer's user may be allowed to do to a user of an employer. */
public enum EmployerAct {
  /** See the data and the certificates. */
  SEE,
  /** Change name and mail address; never the user ID, which stands in certificates. */
  CHANGE,
  /** Delete the user (EMP-5). */
  DELETE,
  /** ロック解除・閉塞解除 (EMP-4). */
  UNLOCK,
  /** 初期パスワード再発行 (EMP-5). */
  INITIAL_PASSWORD,
  /** Ask the bank to revoke a certificate (EMP-9). */
  ASK_REVOCATION
}
