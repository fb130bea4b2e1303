package natsuin.vault;

import java.security.SecureRandom;
import java.util.UUID;

/**
 * Data keys wrapped by the master key (SEC-1). Who deletes the wrapped form has destroyed
 * everything under it. The wrapping is bound to purpose and owner: a row moved to another owner
 * does not open. Any thread.
 */
public final class EnvelopeKeys {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final SecretBox box;

  /** Keys under this ring. */
  public EnvelopeKeys(MasterKeys masterKeys) {
    this.box = new SecretBox(masterKeys, "envelope");
  }

  /** A data key with the form of it that is stored. */
  public record Fresh(DataKey key, WrappedKey wrapped) {}

  /** The stored form, and which master key it needs. */
  public record WrappedKey(String masterId, byte[] wrapped) {}

  /** Makes a key for one owner. */
  public Fresh create(String purpose, UUID owner) {
    byte[] key = new byte[MasterKeys.LENGTH];
    RANDOM.nextBytes(key);
    Fresh fresh = new Fresh(new DataKey(key), wrapped(box.seal(context(purpose, owner), key)));
    Wipe.bytes(key);
    return fresh;
  }

  /** Opens a stored key, or throws {@link VaultException}. */
  public DataKey open(String purpose, UUID owner, byte[] wrapped) {
    byte[] key = box.open(context(purpose, owner), wrapped);
    DataKey dataKey = new DataKey(key);
    Wipe.bytes(key);
    return dataKey;
  }

  /** The same data key under the current master key; content stays as it is. */
  public WrappedKey rewrap(String purpose, UUID owner, byte[] wrapped) {
    return wrapped(box.reseal(context(purpose, owner), wrapped));
  }

  private static WrappedKey wrapped(byte[] sealed) {
    return new WrappedKey(SecretBox.masterIdOf(sealed), sealed);
  }

  private static byte[] context(String purpose, UUID owner) {
    return Context.of("envelope/1").with(purpose).with(owner).bytes();
  }
}
