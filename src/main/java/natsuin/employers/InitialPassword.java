package natsuin.employers;

import java.time.Instant;

/**
 * 初期パスワード of a general user: what the master user is shown once, and what is kept. Never shows in
 * logs.
 *
 * @param hash a PHC string of the vault
 * @param until the midnight after its last day
 */
record InitialPassword(String plain, String hash, Instant until) {
  @Override
  public String toString() {
    return "(initial password)";
  }
}
