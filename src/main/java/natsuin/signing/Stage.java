package natsuin.signing;

import natsuin.kernel.Codes;

/** How far one signature on one document has come; the name says what is being done. */
public enum Stage {
  /** In the queue; nothing has been done. */
  WAITING("waiting"),
  /** The signature's place in the file is laid out. */
  PREPARING("preparing"),
  /** The signing key acts. */
  SIGNING("signing"),
  /** The key has acted, the PIN is not needed any more; waits for the timestamp authority. */
  TIMESTAMPING("timestamping"),
  /** Signature and timestamp go into the file. */
  EMBEDDING("embedding"),
  /** Proof that certificates were not revoked is gathered. */
  REVOCATION("revocation"),
  /** The document timestamp over all of it. */
  ARCHIVING("archiving"),
  /** Stored as the document's next revision. */
  SEALED("sealed");

  private final String code;

  Stage(String code) {
    this.code = code;
  }

  /** The name in JSON and in the database. */
  public String code() {
    return code;
  }

  /** Whether the signing key has done its part. */
  public boolean keyHasActed() {
    return compareTo(TIMESTAMPING) >= 0;
  }

  /** The stage of that name. */
  public static Stage of(String code) {
    return Codes.find(values(), Stage::code, code);
  }
}
