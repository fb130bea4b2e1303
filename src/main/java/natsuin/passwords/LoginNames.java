package natsuin.passwords;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.UUID;
import natsuin.kernel.Portal;
import natsuin.vault.KeyedHash;

/** Login names as they are counted: keyed hashes, whether an account has the name or not. */
public final class LoginNames {
  private final KeyedHash hash;

  LoginNames(KeyedHash hash) {
    this.hash = hash;
  }

  /** Of a name in its normal form. */
  public byte[] of(Portal portal, String name) {
    return of(portal.code(), name);
  }

  /** Of a name of another kind than the portal's login names. */
  byte[] of(String kind, String name) {
    return hash.of(utf8(kind), utf8(name));
  }

  /** How the lockout counts it. */
  public static String subject(byte[] hash) {
    return "name:" + HexFormat.of().formatHex(hash);
  }

  /** An identifier that stands for the name where one of a person is asked for. */
  public static UUID id(byte[] hash) {
    var bytes = ByteBuffer.wrap(hash);
    return new UUID(bytes.getLong(), bytes.getLong());
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
