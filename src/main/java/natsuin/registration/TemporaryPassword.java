package natsuin.registration;

/** A temporary password 仮パスワード: what the mail says and what is kept. Never shows in logs. */
public final class TemporaryPassword {
  private final String plain;
  private final String hash;

  TemporaryPassword(String plain, String hash) {
    this.plain = plain;
    this.hash = hash;
  }

  /** For the mail alone. */
  String plain() {
    return plain;
  }

  /** A PHC string of the vault. */
  String hash() {
    return hash;
  }

  @Override
  public String toString() {
    return "(temporary password)";
  }
}
