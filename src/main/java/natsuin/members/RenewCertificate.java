package natsuin.members;

import io.vertx.sqlclient.SqlConnection;
import java.util.Set;
import natsuin.certificates.CertificateMails;
import natsuin.certificates.RevokeCredential;
import natsuin.certificates.RevokeCredential.Why;
import natsuin.kernel.Actor;
import natsuin.mandates.MandateNeed;
import natsuin.mandates.Mandates;
import natsuin.requests.CertificateRequest;
import natsuin.requests.CertificateRequests;
import natsuin.requests.Identification;
import natsuin.requests.RequestReason;
import natsuin.requests.RequestState;
import natsuin.users.User;

/**
 * A name in a certificate is not the right one any more: the certificate is revoked and a new one
 * asked for (ORG-2, USER-3). What the branch has seen for an open request bears the old name, so
 * that request begins anew.
 */
final class RenewCertificate {
  private static final Set<RequestState> NOTHING_SEEN_YET =
      Set.of(RequestState.DOCUMENTS_DUE, RequestState.MEETING_DUE, RequestState.RETURNED);

  private final RevokeCredential revoke;
  private final CertificateRequests requests;
  private final CertificateMails mails;
  private final Mandates mandates;

  RenewCertificate(
      RevokeCredential revoke,
      CertificateRequests requests,
      CertificateMails mails,
      Mandates mandates) {
    this.mandates = mandates;
    this.revoke = revoke;
    this.requests = requests;
    this.mails = mails;
  }

  /** Waits; true if the user had a certificate. The user is as after the change. */
  boolean of(SqlConnection tx, Actor by, User user, Why why) {
    boolean revoked = revoke.ofUser(tx, by, user.id(), why).await().isPresent();
    var open = requests.openOf(tx, user.id()).await();
    if (open.isEmpty()) {
      if (revoked && !needsMandate(user, why)) {
        ask(tx, by, user, RequestReason.DETAILS_CHANGED, Identification.DOCUMENTS);
      }
    } else if (!NOTHING_SEEN_YET.contains(open.get().state())) {
      beginAnew(tx, by, user, open.get());
    }
    return revoked;
  }

  /**
   * For another name of his own an administrator or signer needs another power of attorney
   * (CERT-4); he or who leads asks for the certificate with it.
   */
  private static boolean needsMandate(User user, Why why) {
    return why == Why.NAME_CHANGED && MandateNeed.forNewUser(user.role()) != MandateNeed.NONE;
  }

  private void beginAnew(SqlConnection tx, Actor by, User user, CertificateRequest open) {
    requests.cancel(tx, by, user.id()).await();
    var anew = ask(tx, by, user, open.reason(), open.identification());
    mandates.follow(tx, open.id(), anew.id()).await();
  }

  private CertificateRequest ask(
      SqlConnection tx, Actor by, User user, RequestReason reason, Identification how) {
    var request = requests.open(tx, by, user.id(), reason, how).await();
    mails.requested(tx, user, reason.code()).await();
    return request;
  }
}
