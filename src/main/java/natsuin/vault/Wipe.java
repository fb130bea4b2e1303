package natsuin.vault;

import java.util.Arrays;

/** Overwrites secrets as soon as they are done with; copies the JVM made are beyond our reach. */
final class Wipe {
  private Wipe() {}

  static void bytes(byte[]... secrets) {
    for (byte[] secret : secrets) {
      Arrays.fill(secret, (byte) 0);
    }
  }
}
