package natsuin.clientissue;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import natsuin.otp.ServerHalves;
import natsuin.vault.BrowserBox;
import natsuin.vault.VaultException;

/**
 * The password between ④, where it is entered, and ⑥, where the file is closed with it: as
 * ciphertext in Redis, which opens only with the key in this browser's cookie and our master key
 * together (EMP-6). On a virtual thread.
 */
final class KeptPasswords {
  private static final Duration LIFE = Duration.ofMinutes(30);
  private static final int ID = 2 * Long.BYTES;

  private final ServerHalves halves;
  private final BrowserBox box;

  KeptPasswords(ServerHalves halves, BrowserBox box) {
    this.halves = halves;
    this.box = box;
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
    UUID id = UUID.randomUUID();
    byte[] plain =
        new JsonObject()
            .put("user", kept.user().toString())
            .put("kind", kept.kind().name())
            .put("hash", kept.hash())
            .put("password", kept.password())
            .toBuffer()
            .getBytes();
    var sealed = box.seal(id, plain);
    Arrays.fill(plain, (byte) 0);
    halves.put(id, sealed.kept(), LIFE).await();
    return new Carried(id, sealed.key()).text();
  }

  /** What the browser's text stands for, while it is there; it stays. */
  Optional<Kept> look(Optional<String> carried) {
    return carried
        .flatMap(Carried::read)
        .flatMap(known -> open(known, halves.get(known.id()).await()));
  }

  /** The same, once and never again. */
  Optional<Kept> take(Optional<String> carried) {
    return opened(carried).flatMap(known -> open(known, halves.take(known.id()).await()));
  }

  /** Its time begins anew. */
  void keepOn(Optional<String> carried) {
    opened(carried).ifPresent(known -> halves.keep(known.id(), LIFE).await());
  }

  /** It is gone then, where the browser has its key. */
  void forget(Optional<String> carried) {
    opened(carried).ifPresent(known -> halves.forget(known.id()).await());
  }

  /** An ID alone, without the key, ends or prolongs nothing. */
  private Optional<Carried> opened(Optional<String> carried) {
    return carried
        .flatMap(Carried::read)
        .filter(known -> open(known, halves.get(known.id()).await()).isPresent());
  }

  private Optional<Kept> open(Carried carried, Optional<byte[]> sealed) {
    if (sealed.isEmpty()) {
      return Optional.empty();
    }
    byte[] plain;
    try {
      plain = box.open(carried.id(), carried.key(), sealed.get());
    } catch (VaultException notOurs) {
      return Optional.empty();
    }
    var json = new JsonObject(Buffer.buffer(plain));
    Arrays.fill(plain, (byte) 0);
    return Optional.of(
        new Kept(
            UUID.fromString(json.getString("user")),
            Kind.valueOf(json.getString("kind")),
            json.getString("hash"),
            json.getString("password")));
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Carried(UUID id, byte[] key) {
    String text() {
      byte[] all =
          ByteBuffer.allocate(ID + BrowserBox.KEY)
              .putLong(id.getMostSignificantBits())
              .putLong(id.getLeastSignificantBits())
              .put(key)
              .array();
      return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
    }

    static Optional<Carried> read(String text) {
      byte[] all;
      try {
        all = Base64.getUrlDecoder().decode(text);
      } catch (IllegalArgumentException notOurs) {
        return Optional.empty();
      }
      if (all.length != ID + BrowserBox.KEY) {
        return Optional.empty();
      }
      var buffer = ByteBuffer.wrap(all);
      UUID id = new UUID(buffer.getLong(), buffer.getLong());
      return Optional.of(new Carried(id, Arrays.copyOfRange(all, ID, all.length)));
    }
  }
}
