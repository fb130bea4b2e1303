package natsuin.employerdesk;

import io.vertx.core.json.JsonArray;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A file of employers that was checked.
 *
 * @param sha256 of the file: the same one is registered once
 * @param lines what was taken, a line each; empty once they are registered
 * @param state wrong, checked, registered
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Batch(
    UUID id,
    UUID branch,
    UUID staff,
    String fileName,
    byte[] sha256,
    JsonArray lines,
    List<Fault> faults,
    String state,
    Instant createdAt) {

  static byte[] digest(byte[] file) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(file);
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }
}
