package natsuin.vault;

import java.util.Arrays;
import java.util.Iterator;

/** Decrypts one blob's chunks as they come. One thread. */
public final class ContentReader {
  private final ContentCipher cipher;
  private int number;
  private boolean ended;

  ContentReader(ContentCipher cipher) {
    this.cipher = cipher;
  }

  /**
   * The plain bytes of the next chunk; {@link VaultException} when it is not the next, or altered.
   *
   * @param last whether no other follows; a wrong claim fails
   */
  public byte[] next(byte[] chunk, boolean last) {
    if (ended) {
      throw new VaultException("A chunk after the last one");
    }
    byte[] plain = cipher.decrypt(number++, last, chunk);
    ended = last;
    return plain;
  }

  /**
   * All of a blob whose plain length is known, in one array.
   *
   * @throws VaultException when chunks are missing, too many, altered, or of another length
   */
  public byte[] readAll(Iterator<byte[]> chunks, long plainLength) {
    byte[] whole = new byte[Math.toIntExact(plainLength)];
    int at = 0;
    while (chunks.hasNext()) {
      byte[] chunk = chunks.next();
      byte[] plain = next(chunk, !chunks.hasNext());
      if (plain.length > whole.length - at) {
        throw new VaultException("The content is longer than recorded");
      }
      System.arraycopy(plain, 0, whole, at, plain.length);
      Arrays.fill(plain, (byte) 0);
      at += plain.length;
    }
    if (!ended || at != whole.length) {
      throw new VaultException("The content is shorter than recorded");
    }
    return whole;
  }
}
