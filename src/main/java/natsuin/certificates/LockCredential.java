package natsuin.certificates;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.util.UUID;
import natsuin.audit.Audit;
import natsuin.kernel.Actor;
import natsuin.kernel.Failure;
import natsuin.pg.Database;
import natsuin.users.User;
import natsuin.users.UserStore;

/**
 * 「署名用PINロック」 and 「署名用PINロック解除」 of a colleague (CERT-6). Who may is the caller's to know. A locked
 * key signs nothing, not even what was begun before; mails go on. Lifting a lock lifts one by wrong
 * PINs as well. On a virtual thread.
 */
public final class LockCredential {
  private final Database database;
  private final CheckPin pins;
  private final CertificateMails mails;
  private final Audit audit;

  /** The use case. */
  public LockCredential(Database database, CheckPin pins, CertificateMails mails, Audit audit) {
    this.database = database;
    this.pins = pins;
    this.mails = mails;
    this.audit = audit;
  }

  /**
   * Locks; done twice it is done once. Fails as conflict {@code no-certificate}, or {@code
   * changed-meanwhile} where it ended before it was locked.
   */
  public void lock(Actor by, UUID user) {
    database
        .tx(
            tx ->
                credential(tx, user)
                    .compose(
                        credential ->
                            CredentialStore.lockByHand(tx, credential.id(), by.label())
                                .compose(
                                    first ->
                                        first
                                            ? tell(tx, by, user, credential, true)
                                            : sure(tx, credential))))
        .await();
  }

  /** Nobody may believe a key locked that is not. */
  private static Future<Void> sure(SqlConnection tx, Credential credential) {
    return CredentialStore.isLockedByHand(tx, credential.id())
        .compose(
            locked ->
                locked
                    ? Future.succeededFuture()
                    : Future.failedFuture(new Failure.Conflict("changed-meanwhile").exception()));
  }

  /** Lifts the lock; done twice it is done once. Fails as conflict {@code no-certificate}. */
  public void unlock(Actor by, UUID user) {
    Credential locked = credential(user);
    // Before the lock itself: where one of the two fails, it stays locked.
    pins.forget(locked.id()).await();
    database
        .tx(
            tx ->
                CredentialStore.unlockByHand(tx, locked.id())
                    .compose(
                        first ->
                            first ? tell(tx, by, user, locked, false) : Future.succeededFuture()))
        .await();
  }

  private Credential credential(UUID user) {
    return database.tx(tx -> credential(tx, user)).await();
  }

  private static Future<Credential> credential(SqlConnection tx, UUID user) {
    return CredentialStore.ofUser(tx, user)
        .map(
            found ->
                found
                    .orElseThrow(() -> new Failure.Conflict("no-certificate").exception())
                    .credential());
  }

  private Future<Void> tell(
      SqlConnection tx, Actor by, UUID user, Credential credential, boolean locked) {
    return UserStore.find(tx, user)
        .map(found -> found.orElseThrow())
        .compose(
            holder ->
                mails
                    .lock(tx, holder, credential, locked)
                    .compose(done -> record(tx, by, holder, credential, locked)));
  }

  private Future<Void> record(
      SqlConnection tx, Actor by, User holder, Credential credential, boolean locked) {
    return audit.record(
        tx,
        by,
        locked ? "credential.locked" : "credential.unlocked",
        "credential:" + credential.id(),
        holder.organization().branch(),
        new JsonObject().put("user", holder.id().toString()));
  }
}
