package natsuin.vault;

/**
 * Splits an opening key in two, of which each alone is a random number: one for the browser, one
 * for the server (design: how one signature flows). Any thread.
 */
public final class SplitSecret {
  private SplitSecret() {}

  /** Two times 32 bytes. */
  public record Halves(byte[] browser, byte[] server) {}

  /** Fresh halves; the key stays the caller's to close. */
  public static Halves split(OpeningKey key) {
    byte[] server = Secrets.bytes(MasterKeys.LENGTH);
    return new Halves(xor(key.bytes(), server), server);
  }

  /**
   * The key again. Halves that do not belong together give a key that opens nothing; the caller
   * closes it.
   */
  public static OpeningKey join(byte[] browser, byte[] server) {
    if (browser.length != MasterKeys.LENGTH || server.length != MasterKeys.LENGTH) {
      throw new VaultException("Half a secret has 32 bytes");
    }
    return new OpeningKey(xor(browser, server));
  }

  private static byte[] xor(byte[] a, byte[] b) {
    byte[] result = new byte[a.length];
    for (int i = 0; i < a.length; i++) {
      result[i] = (byte) (a[i] ^ b[i]);
    }
    return result;
  }
}
