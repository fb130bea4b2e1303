package natsuin.certificates;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import natsuin.audit.Audit;
import natsuin.kernel.Actor;
import natsuin.kernel.Failure;
import natsuin.lockout.Attempt;
import natsuin.lockout.Lockout;
import natsuin.pg.Database;
import natsuin.vault.OpeningKey;
import natsuin.vault.PinCheck;

/**
 * Whether a PIN opens a credential (CERT-2). Each try is counted before it is made; the last wrong
 * one locks the key, in the database too, so that the counter's loss opens nothing. On a virtual
 * thread.
 */
public final class CheckPin {
  private final Database database;
  private final Credentials credentials;
  private final Lockout lockout;
  private final PinPlaces places;
  private final Audit audit;
  private final InstantSource clock;
  private final boolean reopens;

  /**
   * Checks that count together, whatever the PIN is entered for.
   *
   * @param lockout of the kind {@code pin}
   * @param places checks that may be under way or wait at the same time
   * @param reopens whether a lock by wrong PINs ends by itself
   */
  public CheckPin(
      Database database,
      Credentials credentials,
      Lockout lockout,
      int places,
      boolean reopens,
      Audit audit,
      InstantSource clock) {
    this.database = database;
    this.credentials = credentials;
    this.lockout = lockout;
    this.places = new PinPlaces(places);
    this.reopens = reopens;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * The opening key, which the caller closes. Fails as {@link Failure.Wrong} {@code pin-wrong} or
   * {@link Failure.Locked} {@code pin-locked}.
   */
  public OpeningKey check(Actor.User user, UUID branch, Credential credential, char[] pin) {
    if (credential.lockedAt(clock.instant())) {
      throw new Failure.Locked("pin-locked", credential.lockedUntil().orElse(Instant.MAX))
          .exception();
    }
    return places.holding(() -> counted(user, branch, credential, pin));
  }

  private OpeningKey counted(Actor.User user, UUID branch, Credential credential, char[] pin) {
    return switch (lockout.attempt(credential.id().toString()).await()) {
      case Attempt.Locked locked ->
          throw new Failure.Locked("pin-locked", locked.until()).exception();
      case Attempt.Allowed allowed ->
          switch (credentials.check(credential.id(), pin).await()) {
            case PinCheck.Opened opened -> right(credential, opened.key());
            case PinCheck.Wrong wrong -> throw wrong(user, branch, credential, allowed).exception();
          };
    };
  }

  private OpeningKey right(Credential credential, OpeningKey key) {
    lockout.succeeded(credential.id().toString()).await();
    if (credential.state() == Credential.State.LOCKED) {
      credentials.reopen(credential.id(), clock.instant()).await();
    }
    return key;
  }

  private Failure wrong(
      Actor.User user, UUID branch, Credential credential, Attempt.Allowed allowed) {
    boolean last = allowed.triesLeft() == 0;
    Instant until = reopens ? allowed.closedUntil() : Instant.MAX;
    if (last) {
      credentials.lock(credential.id(), reopens ? Optional.of(until) : Optional.empty()).await();
    }
    database
        .tx(
            tx ->
                audit.record(
                    tx,
                    user,
                    last ? "credential.pin-locked" : "credential.pin-wrong",
                    "credential:" + credential.id(),
                    branch,
                    new JsonObject().put("left", allowed.triesLeft())))
        .await();
    return last
        ? new Failure.Locked("pin-locked", until)
        : new Failure.Wrong("pin-wrong", allowed.triesLeft());
  }

  /** Begins counting anew; before the lock itself is lifted. */
  Future<Void> forget(UUID credential) {
    return lockout.succeeded(credential.toString());
  }
}
