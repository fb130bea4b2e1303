package natsuin.issuance;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import natsuin.certificates.Credential;
import natsuin.certificates.IssueCredential;
import natsuin.certificates.PendingCredentials;
import natsuin.certificates.PendingCredentials.Claim;
import natsuin.kernel.Actor;
import natsuin.kernel.BackOff;
import natsuin.kernel.Failure;
import natsuin.kernel.FailureException;
import natsuin.requests.CertificateRequest;
import natsuin.requests.RequestState;
import natsuin.users.OrganizationKind;
import natsuin.users.OrganizationStore;
import natsuin.users.User;
import natsuin.users.UserStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One issue from its claim to its end, or to the next try. The new certificate becomes active, the
 * old one is revoked, and the request ends in one transaction (CERT-3). On a virtual thread.
 */
final class RunIssue {
  private static final Logger LOG = LoggerFactory.getLogger(RunIssue.class);
  private static final Actor WORKER = new Actor.Service("issuance");
  private static final BackOff PAUSES = new BackOff(Duration.ofSeconds(1), Duration.ofMinutes(1));

  private final IssuanceTools tools;
  private final Claim claim;

  RunIssue(IssuanceTools tools, Claim claim) {
    this.tools = tools;
    this.claim = claim;
  }

  /** Never fails: what goes wrong is tried again, by its pause or by its lease. */
  void run() {
    try {
      work();
    } catch (PendingCredentials.LostException lost) {
      LOG.info("{}", lost.getMessage());
    } catch (FailureException refused) {
      if (refused.failure() instanceof Failure.Conflict) {
        drop(refused.failure().code());
      } else {
        putBack(refused.failure().code(), refused);
      }
    } catch (Exception fault) {
      putBack("internal-error", fault);
    }
  }

  private void work() {
    var db = tools.database().client();
    CertificateRequest request =
        tools.requests().find(db, claim.pending().request()).await().orElseThrow();
    User user = UserStore.find(db, request.user()).await().orElseThrow();
    if (request.state() != RequestState.PIN_REGISTERED || user.life().deletedAt() != null) {
      drop("request is " + request.state().code());
      return;
    }
    tools.requests().touched(request);
    var certificate =
        tools.pending().certify(claim, holder(user), () -> tools.requests().touched(request));
    tools.database().tx(tx -> activate(tx, request, user, certificate)).await();
    tools
        .announcements()
        .say(new natsuin.bus.Announcement.MembersTouched(user.organization().id()));
  }

  private static IssueCredential.Holder holder(User user) {
    var organization = user.organization();
    return new IssueCredential.Holder(
        user.id(),
        user.nameLatin(),
        organization.kind() == OrganizationKind.INDIVIDUAL
            ? Optional.empty()
            : Optional.of(organization.nameLatin()));
  }

  /** Whoever was renamed or deleted while the authority's key acted gets nothing of it. */
  private Future<Void> activate(
      SqlConnection tx, CertificateRequest request, User user, X509Certificate certificate) {
    return OrganizationStore.hold(tx, user.organization().id())
        .compose(held -> UserStore.find(tx, user.id()))
        .compose(
            now ->
                now.filter(same -> same.life().deletedAt() == null)
                        .filter(same -> holder(same).equals(holder(user)))
                        .isPresent()
                    ? tools.pending().activate(tx, WORKER, claim, certificate)
                    : Future.failedFuture(new Failure.Conflict("changed-meanwhile").exception()))
        .compose(
            credential ->
                tools
                    .mails()
                    .issued(tx, user, credential)
                    .compose(
                        done ->
                            tools.requests().move(tx, WORKER, request, RequestState.ISSUED, null))
                    .compose(done -> record(tx, request, credential)));
  }

  private Future<Void> record(SqlConnection tx, CertificateRequest request, Credential credential) {
    return tools
        .audit()
        .record(
            tx,
            WORKER,
            "certificate.issued",
            "credential:" + credential.id(),
            request.branch(),
            new JsonObject()
                .put("serial", credential.serial())
                .put("user", credential.user().toString())
                .put("request", request.id().toString()));
  }

  private void drop(String why) {
    LOG.info("Issue for request {} comes to nothing: {}", claim.pending().request(), why);
    try {
      tools.database().tx(tx -> tools.pending().drop(tx, claim)).await();
    } catch (PendingCredentials.LostException lost) {
      LOG.info("{}", lost.getMessage());
    } catch (Exception e) {
      LOG.warn("Left to its lease", e);
    }
  }

  private void putBack(String code, Exception cause) {
    Duration pause = PAUSES.after(claim.pending().attempts());
    LOG.warn("Issue waits {} ms: {}", pause.toMillis(), code, cause);
    try {
      tools.pending().putBack(claim, code, pause).await();
    } catch (Exception e) {
      LOG.warn("Left to its lease: {}", e.getMessage());
    }
  }
}
