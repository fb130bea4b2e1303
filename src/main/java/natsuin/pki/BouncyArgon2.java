package natsuin.pki;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/** Argon2id version 1.3 (RFC 9106) in Java, for platforms without a native library. */
public final class BouncyArgon2 {
  private BouncyArgon2() {}

  /**
   * The raw hash.
   *
   * @param memoryKib memory, KiB
   * @param length of the hash, bytes
   */
  public static byte[] hash(
      byte[] secret, byte[] salt, int memoryKib, int iterations, int lanes, int length) {
    Argon2Parameters parameters =
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withSalt(salt)
            .withMemoryAsKB(memoryKib)
            .withIterations(iterations)
            .withParallelism(lanes)
            .build();
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(parameters);
    byte[] hash = new byte[length];
    generator.generateBytes(secret, hash);
    return hash;
  }
}
