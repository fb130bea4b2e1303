package natsuin.certificates;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import natsuin.audit.Audit;
import natsuin.bus.Announcement;
import natsuin.bus.Announcements;
import natsuin.kernel.Actor;
import natsuin.kernel.Failure;
import natsuin.kernel.Ids;
import natsuin.pg.Database;
import natsuin.users.EmployerUser;

/**
 * Ends client certificates of employers' users (EMP-9): files what is asked for, by staff or by a
 * master user, and revokes what is confirmed. With the commit lists and OCSP answers say so,
 * sessions that began with the certificate are over and their sockets are closed.
 */
public final class ClientRevocations {
  private final ClientRevocationMails mails;
  private final Audit audit;
  private final Announcements announcements;
  private final InstantSource clock;

  /**
   * A revocation that somebody asks for.
   *
   * @param note for the bank's staff, at most 500 characters
   */
  public record Asked(String serial, ClientEnd why, String note) {}

  /** The use case. */
  public ClientRevocations(
      ClientRevocationMails mails, Audit audit, Announcements announcements, InstantSource clock) {
    this.mails = mails;
    this.audit = audit;
    this.announcements = announcements;
    this.clock = clock;
  }

  /**
   * Files it in the caller's transaction; one of the staff confirms it. Fails as {@link
   * Failure.Conflict} {@code nothing-to-revoke} where the user has no such certificate that is
   * good, {@code revocation-filed} where that was done already.
   *
   * @param by staff, or a master user of the same employer: the caller has seen to that
   */
  public Future<UUID> file(SqlConnection tx, Actor by, EmployerUser user, Asked asked) {
    Instant now = clock.instant();
    UUID id = Ids.next(clock);
    var order = new ClientRevocationStore.Order(id, user, asked, now);
    return ClientRevocationStore.good(tx, user.id(), now)
        .compose(
            good ->
                good.contains(asked.serial())
                    ? filed(tx, by, order)
                    : Future.failedFuture(new Failure.Conflict("nothing-to-revoke").exception()))
        .map(
            done -> {
              Database.afterCommit(
                  tx, () -> announcements.say(new Announcement.QueueTouched(user.branchId())));
              return id;
            });
  }

  private Future<Void> filed(SqlConnection tx, Actor by, ClientRevocationStore.Order order) {
    return ClientRevocationStore.file(tx, by, order)
        .recover(
            fault ->
                Future.failedFuture(
                    Database.violates(fault, "revocation_order_once")
                        ? new Failure.Conflict("revocation-filed").exception()
                        : fault))
        .compose(
            done ->
                record(
                    tx,
                    by,
                    "revocation.filed",
                    order.user(),
                    order.asked().serial(),
                    order.asked().why()));
  }

  /** True for the one call that ended it; what runs out or was revoked meanwhile is false. */
  public Future<Boolean> revoke(
      SqlConnection tx, Actor by, EmployerUser user, String serial, ClientEnd why) {
    return CertificateStore.revoke(tx, serial, RevocationRecord.code(why.reason()), clock.instant())
        .compose(
            ended ->
                ended
                    ? mails
                        .revoked(tx, user, why)
                        .compose(done -> record(tx, by, "certificate.revoked", user, serial, why))
                        .map(done -> told(tx))
                    : Future.succeededFuture(false));
  }

  /** Revokes all that this user has; how many there were. */
  public Future<Integer> revokeAll(SqlConnection tx, Actor by, EmployerUser user, ClientEnd why) {
    return ClientRevocationStore.good(tx, user.id(), clock.instant())
        .compose(serials -> each(tx, by, user, why, serials));
  }

  private Future<Integer> each(
      SqlConnection tx, Actor by, EmployerUser user, ClientEnd why, List<String> serials) {
    Future<Integer> count = Future.succeededFuture(0);
    for (String serial : serials) {
      count =
          count.compose(
              before ->
                  revoke(tx, by, user, serial, why).map(ended -> ended ? before + 1 : before));
    }
    return count;
  }

  private boolean told(SqlConnection tx) {
    Database.afterCommit(tx, () -> announcements.say(new Announcement.RightsChanged()));
    return true;
  }

  private Future<Void> record(
      SqlConnection tx, Actor by, String action, EmployerUser user, String serial, ClientEnd why) {
    return audit.record(
        tx,
        by,
        action,
        user.label(),
        user.branchId(),
        new JsonObject().put("serial", serial).put("reason", why.code()));
  }
}
