package natsuin.vault;

import java.io.IOException;
import java.io.InputStream;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Encrypts one blob in chunks of 1 MiB, AES-256-GCM each, bound to the blob's identifier, the
 * chunk's number and whether it is the last: chunks can be neither reordered nor dropped nor
 * brought over from another blob. Chunk: {@code 1 | nonce | ciphertext | tag}. An empty blob has
 * one empty chunk. Any thread.
 */
public final class ContentCipher {
  /** Plain bytes in every chunk but the last. */
  public static final int CHUNK = 1 << 20;

  private static final byte VERSION = 1;

  private final DataKey key;
  private final UUID blob;

  /** For the blob with this identifier under its owner's key. */
  public ContentCipher(DataKey key, UUID blob) {
    this.key = key;
    this.blob = blob;
  }

  /** How many chunks hold so many plain bytes. */
  public static int chunks(long plainLength) {
    return (int) Math.max(1, (plainLength + CHUNK - 1) / CHUNK);
  }

  /** Chunk {@code number} (from 0) of content that lies whole in memory. */
  public byte[] encryptChunk(byte[] plain, int number) {
    int chunks = chunks(plain.length);
    if (number < 0 || number >= chunks) {
      throw new IllegalArgumentException("Chunk %d of %d".formatted(number, chunks));
    }
    int offset = number * CHUNK;
    int length = Math.min(CHUNK, plain.length - offset);
    return encrypt(number, number == chunks - 1, plain, offset, length);
  }

  /**
   * Encrypts a stream, handing over each chunk as it is made.
   *
   * @return how many plain bytes there were
   */
  public long encrypt(InputStream plain, Consumer<byte[]> chunks) throws IOException {
    byte[] present = new byte[CHUNK];
    byte[] next = new byte[CHUNK];
    int length = plain.readNBytes(present, 0, CHUNK);
    long total = length;
    for (int number = 0; ; number++) {
      int nextLength = length < CHUNK ? 0 : plain.readNBytes(next, 0, CHUNK);
      chunks.accept(encrypt(number, nextLength == 0, present, 0, length));
      if (nextLength == 0) {
        return total;
      }
      byte[] used = present;
      present = next;
      next = used;
      length = nextLength;
      total += length;
    }
  }

  /** Opens chunks in their order, one at a time. */
  public ContentReader reader() {
    return new ContentReader(this);
  }

  byte[] decrypt(int number, boolean last, byte[] chunk) {
    if (chunk.length == 0 || chunk[0] != VERSION) {
      throw new VaultException("Not a content chunk of a version known here");
    }
    return Aead.open(key.secretKey(), context(number, last), chunk, 1);
  }

  private byte[] encrypt(int number, boolean last, byte[] plain, int offset, int length) {
    byte[] chunk = Aead.seal(key.secretKey(), context(number, last), plain, offset, length, 1);
    chunk[0] = VERSION;
    return chunk;
  }

  private byte[] context(int number, boolean last) {
    return Context.of("content/1").with(blob).with(number).with(last ? 1 : 0).bytes();
  }
}
