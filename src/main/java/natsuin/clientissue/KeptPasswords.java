package natsuin.clientissue;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import natsuin.otp.CarriedSecrets;

/**
 * The password between ④, where it is entered, and ⑥, where the file is closed with it (EMP-6). On
 * a virtual thread.
 */
final class KeptPasswords {
  private final CarriedSecrets secrets;

  KeptPasswords(CarriedSecrets secrets) {
    this.secrets = secrets;
  }

  /** What kind of password it is. */
  enum Kind {
    /** None: an initial one was right, and one's own is to be chosen now. */
    INITIAL,
    /** The first of one's own, to be set once the code is right. */
    FIRST,
    /** That of the account. */
    OWN
  }

  /**
   * What was entered.
   *
   * @param hash the account's at that moment
   * @param password empty where it is an initial one
   */
  record Kept(UUID user, Kind kind, String hash, String password) {
    @Override
    public String toString() {
      return "Kept[" + user + ", " + kind + "]";
    }
  }

  /** Keeps it; answers what the browser carries. */
  String keep(Kept kept) {
    return secrets.keep(
        new JsonObject()
            .put("user", kept.user().toString())
            .put("kind", kept.kind().name())
            .put("hash", kept.hash())
            .put("password", kept.password())
            .toBuffer()
            .getBytes());
  }

  /** What the browser's text stands for, while it is there; it stays. */
  Optional<Kept> look(Optional<String> carried) {
    return secrets.look(carried).map(KeptPasswords::read);
  }

  /** The same, once and never again. */
  Optional<Kept> take(Optional<String> carried) {
    return secrets.take(carried).map(KeptPasswords::read);
  }

  /** Its time begins anew. */
  void keepOn(Optional<String> carried) {
    secrets.keepOn(carried);
  }

  /** It is gone then, where the browser has its key. */
  void forget(Optional<String> carried) {
    secrets.forget(carried);
  }

  private static Kept read(byte[] plain) {
    var json = new JsonObject(Buffer.buffer(plain));
    Arrays.fill(plain, (byte) 0);
    return new Kept(
        UUID.fromString(json.getString("user")),
        Kind.valueOf(json.getString("kind")),
        json.getString("hash"),
        json.getString("password"));
  }
}
