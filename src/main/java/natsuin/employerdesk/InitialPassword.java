package natsuin.employerdesk;

import java.time.Instant;

/** 初期パスワード: what the letter says and what is kept. Never shows in logs. */
final class InitialPassword {
  private final String plain;
  private final String hash;
  private final Instant until;

  InitialPassword(String plain, String hash, Instant until) {
    this.plain = plain;
    this.hash = hash;
    this.until = until;
  }

  /** For the letter alone. */
  String plain() {
    return plain;
  }

  /** A PHC string of the vault. */
  String hash() {
    return hash;
  }

  /** The midnight after its last day. */
  Instant until() {
    return until;
  }

  @Override
  public String toString() {
    return "(initial password)";
  }
}
