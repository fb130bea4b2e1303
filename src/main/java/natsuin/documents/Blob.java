package natsuin.documents;

import java.util.UUID;
import natsuin.vault.ContentCipher;

/**
 * Encrypted bytes in pieces.
 *
 * @param size of the plain bytes
 * @param sha256 of the plain bytes
 */
record Blob(UUID id, UUID key, long size, byte[] sha256) {
  int chunks() {
    return ContentCipher.chunks(size);
  }
}
