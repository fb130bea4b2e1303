package natsuin.login;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.UUID;
import natsuin.kernel.Portal;
import natsuin.vault.KeyedHash;

/** Login names as they are counted: keyed hashes, whether an account has the name or not. */
final class LoginNames {
  private final KeyedHash hash;

  LoginNames(KeyedHash hash) {
    this.hash = hash;
  }

  /** Of a name in its normal form. */
  byte[] of(Portal portal, String name) {
    return hash.of(utf8(portal.code()), utf8(name));
  }

  /** How the lockout counts it. */
  static String subject(byte[] hash) {
    return "name:" + HexFormat.of().formatHex(hash);
  }

  /** An identifier that stands for the name where one of a person is asked for. */
  static UUID id(byte[] hash) {
    var bytes = ByteBuffer.wrap(hash);
    return new UUID(bytes.getLong(), bytes.getLong());
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
