package natsuin.certificates;

import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import natsuin.pg.Database;
import natsuin.pki.PkiHierarchy;
import natsuin.vault.OpeningKey;
import natsuin.vault.PinCheck;
import natsuin.vault.PinWrap;

/**
 * The door to signing credentials: who has one, whether a PIN opens it, and whether it is locked.
 */
public final class Credentials {
  private final Database database;
  private final PkiHierarchy hierarchy;
  private final PinWrap pins;
  private final WorkerExecutor hashing;

  /**
   * A door.
   *
   * @param hashing bounded; every PIN costs a password hash
   */
  public Credentials(
      Database database, PkiHierarchy hierarchy, PinWrap pins, WorkerExecutor hashing) {
    this.database = database;
    this.hierarchy = hierarchy;
    this.pins = pins;
    this.hashing = hashing;
  }

  /** The one that this user signs with now, locked or not. */
  public Future<Optional<Credential>> ofUser(UUID user) {
    return CredentialStore.ofUser(database.client(), user)
        .map(found -> found.map(CredentialStore.Stored::credential));
  }

  /** Any, revoked ones too. */
  public Future<Optional<Credential>> byId(UUID id) {
    return CredentialStore.byId(database.client(), id)
        .map(found -> found.map(CredentialStore.Stored::credential));
  }

  /**
   * Tries a PIN; whoever receives the opening key closes it. Counting is the caller's, before it
   * asks. Fails with {@link java.util.concurrent.RejectedExecutionException} when the pool is full.
   */
  public Future<PinCheck> check(UUID credential, char[] pin) {
    return stored(credential)
        .compose(
            stored ->
                hashing.executeBlocking(
                    () -> pins.check(credential, pin, stored.pinWrap()), false));
  }

  /** The signing key itself; whoever asks lets it go as soon as it has acted. */
  public Future<PrivateKey> open(UUID credential, OpeningKey key) {
    return stored(credential)
        .map(
            stored ->
                key.open(
                    credential, stored.wrappedKey(), stored.credential().algorithm().jcaKeyName()));
  }

  /** The record that a PIN is tried on, as it is now. */
  Future<byte[]> pinWrap(UUID credential) {
    return stored(credential).map(CredentialStore.Stored::pinWrap);
  }

  /** The opening key under another PIN, not yet kept. */
  Future<byte[]> wrap(UUID credential, char[] pin, OpeningKey key) {
    return hashing.executeBlocking(() -> pins.wrap(credential, pin, key), false);
  }

  /** The certificate and those above it. */
  public List<X509Certificate> chain(Credential credential) {
    var chain = new ArrayList<X509Certificate>();
    chain.add(credential.certificate());
    chain.addAll(hierarchy.issuing().identity().chain());
    return chain;
  }

  /** Written when the counter of wrong PINs closes, so that losing the counter opens nothing. */
  Future<Void> lock(UUID credential, Optional<Instant> until) {
    return CredentialStore.lock(database.client(), credential, until);
  }

  /** After the lock has run out and the PIN was right. */
  Future<Void> reopen(UUID credential, Instant now) {
    return CredentialStore.reopen(database.client(), credential, now);
  }

  private Future<CredentialStore.Stored> stored(UUID credential) {
    return CredentialStore.byId(database.client(), credential).map(Optional::orElseThrow);
  }
}
