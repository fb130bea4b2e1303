package natsuin.certificates;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.util.Arrays;
import natsuin.audit.Audit;
import natsuin.kernel.Actor;
import natsuin.kernel.Failure;
import natsuin.pg.Database;
import natsuin.users.User;
import natsuin.users.UserStore;
import natsuin.vault.OpeningKey;

/**
 * 「署名用PIN変更」 of one's own (CERT-5): the opening key is wrapped anew, key and certificate stay. The
 * present PIN is tried as at any signature, and a wrong one counts with those. On a virtual thread.
 */
public final class ChangePin {
  private final Database database;
  private final Credentials credentials;
  private final CheckPin pins;
  private final CertificateMails mails;
  private final Audit audit;

  /** The use case. */
  public ChangePin(
      Database database,
      Credentials credentials,
      CheckPin pins,
      CertificateMails mails,
      Audit audit) {
    this.database = database;
    this.credentials = credentials;
    this.pins = pins;
    this.mails = mails;
    this.audit = audit;
  }

  /**
   * Changes it. Fails as {@link Failure.Invalid} ({@code new}: {@code pin-policy}, {@code
   * pin-unchanged}), {@link Failure.Wrong} {@code pin-wrong}, {@link Failure.Locked}, or conflict
   * {@code no-certificate}, {@code changed-meanwhile}.
   */
  public void change(Actor.User user, char[] present, char[] next) {
    check(present, next);
    var holder = UserStore.find(database.client(), user.id()).await().orElseThrow();
    var credential =
        credentials
            .ofUser(user.id())
            .await()
            .orElseThrow(() -> new Failure.Conflict("no-certificate").exception());
    byte[] from = credentials.pinWrap(credential.id()).await();
    try (OpeningKey key = pins.check(user, holder.organization().branch(), credential, present)) {
      byte[] to = credentials.wrap(credential.id(), next, key).await();
      database.tx(tx -> keep(tx, user, holder, credential, from, to)).await();
    }
  }

  private static void check(char[] present, char[] next) {
    if (!PinPolicy.accepts(new String(next))) {
      throw new Failure.Invalid(new Failure.FieldError("new", "pin-policy")).exception();
    }
    if (Arrays.equals(present, next)) {
      throw new Failure.Invalid(new Failure.FieldError("new", "pin-unchanged")).exception();
    }
  }

  private Future<Void> keep(
      SqlConnection tx,
      Actor.User user,
      User holder,
      Credential credential,
      byte[] from,
      byte[] to) {
    return CredentialStore.rewrap(tx, credential.id(), from, to)
        .compose(
            first ->
                first
                    ? mails.pinChanged(tx, holder, credential)
                    : Future.failedFuture(new Failure.Conflict("changed-meanwhile").exception()))
        .compose(
            done ->
                audit.record(
                    tx,
                    user,
                    "credential.pin-changed",
                    "credential:" + credential.id(),
                    holder.organization().branch(),
                    new JsonObject()));
  }
}
