package natsuin.revocations;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import natsuin.bus.Announcement.MembersTouched;
import natsuin.bus.Announcement.QueueTouched;
import natsuin.certificates.ClientEnd;
import natsuin.certificates.ClientRevocations.Asked;
import natsuin.certificates.Credential;
import natsuin.kernel.Actor;
import natsuin.kernel.Failure;
import natsuin.kernel.Ids;
import natsuin.pg.Database;
import natsuin.rights.StaffAct;
import natsuin.rights.StaffRights;
import natsuin.users.EmployerUser;
import natsuin.users.EmployerUserStore;
import natsuin.users.User;
import natsuin.users.UserStore;

/** Files, confirms and declines revocations; on a virtual thread. */
final class Revocations {
  private static final int MOST = 100;
  private final RevocationTools tools;

  Revocations(RevocationTools tools) {
    this.tools = tools;
  }

  /** Those that wait, of one's own branch or, for who sees all, of every one. */
  List<Order> waiting(Actor.Staff staff) {
    return OrderStore.waiting(tools.database().client(), StaffRights.onlyBranch(staff), MOST)
        .await();
  }

  /** Conflict {@code nothing-to-revoke} without a certificate, {@code revocation-filed} twice. */
  Order file(Actor.Staff staff, UUID userId, Reason reason, String note) {
    User user = user(staff, userId);
    UUID branch = user.organization().branch();
    require(staff, StaffAct.MAINTAIN, branch);
    Credential credential =
        tools
            .credentials()
            .ofUser(userId)
            .await()
            .orElseThrow(() -> new Failure.Conflict("nothing-to-revoke").exception());
    UUID id = Ids.next(tools.clock());
    var order = new OrderStore.NewOrder(branch, userId, reason, note, staff.id());
    tools
        .database()
        .tx(
            tx ->
                OrderStore.insert(
                        tx,
                        id,
                        order,
                        credential.id(),
                        credential.serial(),
                        tools.clock().instant())
                    .recover(Revocations::twice)
                    .compose(done -> record(tx, staff, "filed", credential, branch, reason)))
        .await();
    tools.announcements().say(new QueueTouched(branch));
    return OrderStore.find(tools.database().client(), id).await().orElseThrow();
  }

  /** An employer user's client certificate (EMP-9). */
  Order fileClient(Actor.Staff staff, Asked asked) {
    EmployerUser user =
        OrderStore.holder(tools.database().client(), asked.serial())
            .compose(
                holder ->
                    holder.isEmpty()
                        ? Future.succeededFuture(Optional.<EmployerUser>empty())
                        : EmployerUserStore.find(tools.database().client(), holder.get()))
            .await()
            .filter(found -> StaffRights.may(staff, StaffAct.REVIEW, found.branchId()))
            .orElseThrow(Revocations::notFound);
    require(staff, StaffAct.MAINTAIN, user.branchId());
    UUID id = tools.database().tx(tx -> tools.clients().file(tx, staff, user, asked)).await();
    return OrderStore.find(tools.database().client(), id).await().orElseThrow();
  }

  private static Future<Void> twice(Throwable fault) {
    return Database.violates(fault, "revocation_order_once")
        ? Future.failedFuture(new Failure.Conflict("revocation-filed").exception())
        : Future.failedFuture(fault);
  }

  /** The second pair of eyes: the certificate ends with this transaction (CERT-7). */
  void confirm(Actor.Staff staff, UUID id) {
    Order order = order(staff, id);
    require(staff, StaffAct.DECIDE, order.branch().id());
    if (order.isFiledBy(staff.id())) {
      throw new Failure.Forbidden("four-eyes-revocation").exception();
    }
    tools
        .database()
        .tx(
            tx ->
                decided(tx, order, "confirmed", staff)
                    .compose(
                        done ->
                            switch (order.kind()) {
                              case SIGNING -> endSigning(tx, staff, order);
                              case CLIENT -> endClient(tx, staff, order);
                            }))
        .await();
    if (order.kind() == Order.Kind.SIGNING) {
      tools.announcements().say(new MembersTouched(order.organization()));
    }
    tools.announcements().say(new QueueTouched(order.branch().id()));
  }

  private Future<Void> endSigning(SqlConnection tx, Actor.Staff staff, Order order) {
    return tools
        .revoke()
        .ofUser(tx, staff, order.user(), Reason.of(order.reason()).why())
        .compose(ended -> same(order, ended));
  }

  private Future<Void> endClient(SqlConnection tx, Actor.Staff staff, Order order) {
    return EmployerUserStore.find(tx, order.user())
        .compose(
            user ->
                tools
                    .clients()
                    .revoke(
                        tx,
                        staff,
                        user.orElseThrow(),
                        order.serial(),
                        ClientEnd.of(order.reason())))
        .compose(
            ended ->
                ended
                    ? Future.succeededFuture()
                    : Future.failedFuture(new Failure.Conflict("certificate-changed").exception()));
  }

  /** Between filing and confirming the user may have got another certificate. */
  private static Future<Void> same(Order order, Optional<Credential> ended) {
    return ended.filter(one -> one.serial().equals(order.serial())).isPresent()
        ? Future.succeededFuture()
        : Future.failedFuture(new Failure.Conflict("certificate-changed").exception());
  }

  /** By whoever decides, or by whoever filed it. */
  void decline(Actor.Staff staff, UUID id) {
    Order order = order(staff, id);
    UUID branch = order.branch().id();
    boolean own = order.isFiledBy(staff.id()) && StaffRights.may(staff, StaffAct.MAINTAIN, branch);
    if (!own) {
      require(staff, StaffAct.DECIDE, branch);
    }
    tools
        .database()
        .tx(
            tx ->
                decided(tx, order, "declined", staff)
                    .compose(
                        done ->
                            tools
                                .audit()
                                .record(
                                    tx,
                                    staff,
                                    "revocation.declined",
                                    subject(order),
                                    branch,
                                    new JsonObject().put("serial", order.serial()))))
        .await();
    tools.announcements().say(new QueueTouched(branch));
  }

  private static String subject(Order order) {
    return switch (order.kind()) {
      case SIGNING -> "user:" + order.user();
      case CLIENT -> "employer-user:" + order.user();
    };
  }

  private Future<Void> decided(SqlConnection tx, Order order, String state, Actor.Staff staff) {
    return OrderStore.decide(tx, order.id(), state, staff.id(), tools.clock().instant())
        .compose(
            first ->
                first
                    ? Future.succeededFuture()
                    : Future.failedFuture(new Failure.Conflict("revocation-decided").exception()));
  }

  private Future<Void> record(
      SqlConnection tx,
      Actor.Staff staff,
      String what,
      Credential credential,
      UUID branch,
      Reason reason) {
    return tools
        .audit()
        .record(
            tx,
            staff,
            "revocation." + what,
            "user:" + credential.user(),
            branch,
            new JsonObject().put("serial", credential.serial()).put("reason", reason.code()));
  }

  private User user(Actor.Staff staff, UUID id) {
    return UserStore.find(tools.database().client(), id)
        .await()
        .filter(user -> StaffRights.may(staff, StaffAct.REVIEW, user.organization().branch()))
        .filter(user -> user.life().deletedAt() == null)
        .orElseThrow(Revocations::notFound);
  }

  private Order order(Actor.Staff staff, UUID id) {
    return OrderStore.find(tools.database().client(), id)
        .await()
        .filter(order -> StaffRights.may(staff, StaffAct.REVIEW, order.branch().id()))
        .orElseThrow(Revocations::notFound);
  }

  private static void require(Actor.Staff staff, StaffAct act, UUID branch) {
    if (!StaffRights.may(staff, act, branch)) {
      throw new Failure.Forbidden("forbidden").exception();
    }
  }

  private static RuntimeException notFound() {
    return new Failure.NotFound("not-found").exception();
  }
}
