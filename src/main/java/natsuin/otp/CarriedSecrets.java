package natsuin.otp;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import natsuin.vault.BrowserBox;
import natsuin.vault.VaultException;

/**
 * What one step of a form leaves to the next: as ciphertext in Redis, which opens only with the key
 * in this browser's cookie and our master key together. On a virtual thread.
 */
public final class CarriedSecrets {
  private static final int ID = 2 * Long.BYTES;

  private final ServerHalves halves;
  private final BrowserBox box;
  private final Duration life;

  /** Kept among these halves, each secret for this long. */
  public CarriedSecrets(ServerHalves halves, BrowserBox box, Duration life) {
    this.halves = halves;
    this.box = box;
    this.life = life;
  }

  /** Keeps it, and wipes what was given; answers what the browser carries. */
  public String keep(byte[] plain) {
    UUID id = UUID.randomUUID();
    var sealed = box.seal(id, plain);
    Arrays.fill(plain, (byte) 0);
    halves.put(id, sealed.kept(), life).await();
    return new Carried(id, sealed.key()).text();
  }

  /** What the browser's text stands for, while it is there; it stays. The caller's to wipe. */
  public Optional<byte[]> look(Optional<String> text) {
    return text.flatMap(Carried::read)
        .flatMap(carried -> open(carried, halves.get(carried.id()).await()));
  }

  /** The same, once and never again. */
  public Optional<byte[]> take(Optional<String> text) {
    return owned(text).flatMap(carried -> open(carried, halves.take(carried.id()).await()));
  }

  /** Its time begins anew. */
  public void keepOn(Optional<String> text) {
    owned(text).ifPresent(carried -> halves.keep(carried.id(), life).await());
  }

  /** It is gone then, where the browser has its key. */
  public void forget(Optional<String> text) {
    owned(text).ifPresent(carried -> halves.forget(carried.id()).await());
  }

  /** An ID alone, without the key, ends or prolongs nothing. */
  private Optional<Carried> owned(Optional<String> text) {
    var plain = look(text);
    plain.ifPresent(bytes -> Arrays.fill(bytes, (byte) 0));
    return plain.isPresent() ? text.flatMap(Carried::read) : Optional.empty();
  }

  private Optional<byte[]> open(Carried carried, Optional<byte[]> sealed) {
    try {
      return sealed.map(half -> box.open(carried.id(), carried.key(), half));
    } catch (VaultException notOurs) {
      return Optional.empty();
    }
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
