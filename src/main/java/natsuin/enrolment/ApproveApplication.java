package natsuin.enrolment;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.util.Objects;
import java.util.UUID;
import natsuin.bus.Announcement.ApplicationTouched;
import natsuin.kernel.Actor;
import natsuin.kernel.Failure;
import natsuin.kernel.Failure.FieldError;
import natsuin.kernel.Ids;
import natsuin.kernel.UserRole;
import natsuin.notices.NoticeKind;
import natsuin.pg.Database;
import natsuin.registration.NewPerson;
import natsuin.registration.Registered;
import natsuin.registration.TemporaryPassword;
import natsuin.requests.CertificateRequest;
import natsuin.requests.Identification;
import natsuin.requests.RequestState;
import natsuin.users.Branch;
import natsuin.users.OrganizationStore;
import org.jspecify.annotations.Nullable;

/**
 * The branch approves (APP-6): organization, representative, certificate request and mails come
 * into being together, or not at all. On a virtual thread.
 */
final class ApproveApplication {
  private final Ground ground;
  private final ApplicationStore store;
  private final FindApplication find;
  private final ApplicationMails mails;

  /**
   * What the approver says besides yes.
   *
   * @param accountBranch code of the branch of the deposit account 預金口座取引店; none: no account
   * @param borrower whether the customer uses the service as a borrower 債務者 (ORG-1)
   * @param met the person was met face to face and recognized already
   */
  record Terms(int version, @Nullable String accountBranch, boolean borrower, boolean met) {}

  ApproveApplication(
      Ground ground, ApplicationStore store, FindApplication find, ApplicationMails mails) {
    this.ground = ground;
    this.store = store;
    this.find = find;
    this.mails = mails;
  }

  void approve(Actor.Staff staff, UUID id, Terms terms) {
    var seen = find.toDecide(staff, id, terms.version());
    var personal = Objects.requireNonNull(seen.personal());
    if (terms.met() && personal.identification() != Identification.FACE_TO_FACE) {
      throw new Failure.Invalid(new FieldError("met", "not-face-to-face")).exception();
    }
    UUID accountBranch = accountBranch(terms.accountBranch());
    var password = ground.register().newPassword().await();
    var approval = new Approval(staff, seen, personal, terms, accountBranch, password);
    boolean done = ground.database().tx(tx -> approve(tx, approval)).await();
    if (!done) {
      throw find.decidedMeanwhile(id);
    }
  }

  private record Approval(
      Actor.Staff staff,
      Application seen,
      Personal personal,
      Terms terms,
      @Nullable UUID accountBranch,
      TemporaryPassword password) {}

  private Future<Boolean> approve(SqlConnection tx, Approval approval) {
    var seen = approval.seen();
    return store
        .decide(
            tx, seen, ApplicationState.APPROVED, approval.staff().id(), ground.clock().instant())
        .compose(first -> first ? create(tx, approval).map(true) : Future.succeededFuture(false));
  }

  private Future<Void> create(SqlConnection tx, Approval approval) {
    var seen = approval.seen();
    UUID organization = Ids.next(ground.clock());
    Database.afterCommit(
        tx,
        () -> ground.announcements().say(new ApplicationTouched(seen.id(), seen.branch().id())));
    var facts =
        approval
            .personal()
            .organization(
                seen.branch().id(), approval.accountBranch(), approval.terms().borrower());
    return OrganizationStore.insert(tx, organization, facts, ground.clock().instant())
        .compose(done -> store.became(tx, seen.id(), organization))
        .compose(done -> user(tx, representative(organization, approval), approval))
        .compose(registered -> met(tx, approval, registered))
        .compose(done -> record(tx, approval, organization));
  }

  private Future<Registered> user(SqlConnection tx, NewPerson person, Approval approval) {
    var register = ground.register();
    return approval.terms().met()
        ? register.userMetBefore(tx, approval.staff(), person, approval.password())
        : register.user(tx, approval.staff(), person, approval.password());
  }

  private static NewPerson representative(UUID organization, Approval approval) {
    var personal = approval.personal();
    return new NewPerson(
        organization,
        approval.seen().branch().id(),
        personal.text("familyName"),
        personal.text("givenName"),
        personal.text("familyLatin"),
        personal.text("givenLatin"),
        personal.text("title"),
        personal.email(),
        UserRole.REPRESENTATIVE,
        approval.seen().language(),
        personal.identification(),
        personal.details());
  }

  /** The meeting may have been before: then the PIN is what comes next. */
  private Future<Void> met(SqlConnection tx, Approval approval, Registered registered) {
    if (!approval.terms().met()) {
      return Future.succeededFuture();
    }
    CertificateRequest request = registered.request().orElseThrow();
    return ground
        .requests()
        .move(tx, approval.staff(), request, RequestState.PIN_DUE, null)
        .compose(moved -> mails.pinDue(tx, approval.seen(), approval.personal()))
        .compose(
            sent ->
                ground
                    .notices()
                    .add(
                        tx,
                        registered.user(),
                        NoticeKind.PIN_DUE,
                        new JsonObject(),
                        ApplicationMails.PIN_PAGE));
  }

  private Future<Void> record(SqlConnection tx, Approval approval, UUID organization) {
    var seen = approval.seen();
    return ground
        .audit()
        .record(
            tx,
            approval.staff(),
            "application.approved",
            "application:" + seen.id(),
            seen.branch().id(),
            new JsonObject()
                .put("organization", organization.toString())
                .put("borrower", approval.terms().borrower())
                .put("met", approval.terms().met()));
  }

  private @Nullable UUID accountBranch(@Nullable String code) {
    return code == null || code.isEmpty()
        ? null
        : Branches.of(ground.database().client(), code)
            .await()
            .map(Branch::id)
            .orElseThrow(
                () ->
                    new Failure.Invalid(new FieldError("accountBranch", "unknown-value"))
                        .exception());
  }
}
