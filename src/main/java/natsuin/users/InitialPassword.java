package natsuin.users;

import java.time.Instant;

/**
 * 初期パスワード of an employer's user: what is shown once, on a letter or to the master user, and what is
 * kept. Never shows in logs.
 *
 * @param hash a PHC string of the vault
 * @param until the midnight after its last day
 */
public record InitialPassword(String plain, String hash, Instant until) {
  @Override
  public String toString() {
    return "(initial password)";
  }
}
