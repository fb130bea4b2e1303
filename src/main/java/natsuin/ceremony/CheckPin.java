package natsuin.ceremony;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import natsuin.audit.Audit;
import natsuin.certificates.Credential;
import natsuin.certificates.Credentials;
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
final class CheckPin {
  private final Database database;
  private final Credentials credentials;
  private final Lockout lockout;
  private final PinPlaces places;
  private final Audit audit;
  private final InstantSource clock;

  CheckPin(
      Database database,
      Credentials credentials,
      Lockout lockout,
      PinPlaces places,
      Audit audit,
      InstantSource clock) {
    this.database = database;
    this.credentials = credentials;
    this.lockout = lockout;
    this.places = places;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * The opening key, which the caller closes. Fails as {@link Failure.Wrong} {@code pin-wrong} or
   * {@link Failure.Locked} {@code pin-locked}.
   */
  OpeningKey check(Actor.User user, UUID branch, Credential credential, char[] pin) {
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
      credentials.unlock(credential.id()).await();
    }
    return key;
  }

  private Failure wrong(
      Actor.User user, UUID branch, Credential credential, Attempt.Allowed allowed) {
    boolean last = allowed.triesLeft() == 0;
    if (last) {
      credentials.lock(credential.id(), allowed.closedUntil()).await();
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
        ? new Failure.Locked("pin-locked", allowed.closedUntil())
        : new Failure.Wrong("pin-wrong", allowed.triesLeft());
  }
}
