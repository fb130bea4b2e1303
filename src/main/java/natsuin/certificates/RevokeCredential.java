package natsuin.certificates;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import natsuin.audit.Audit;
import natsuin.kernel.Actor;
import natsuin.pki.RevocationReason;
import natsuin.users.User;
import natsuin.users.UserStore;

/**
 * Ends a user's signing certificate, in the transaction that gives the reason: with its commit
 * lists and OCSP answers of every node say so (CERT-7), and what was begun with it goes no further.
 * The private key is destroyed.
 */
public final class RevokeCredential {
  private final CertificateMails mails;
  private final Audit audit;
  private final InstantSource clock;

  /** Why a certificate ends before its time. */
  public enum Why {
    /** The user's name is another now (USER-3). */
    NAME_CHANGED("name-changed", RevocationReason.AFFILIATION_CHANGED),
    /** The organization's name is another now (ORG-2). */
    ORGANIZATION_RENAMED("organization-renamed", RevocationReason.AFFILIATION_CHANGED),
    /** The user was deleted (USER-4); no mail goes to somebody who is no user any more. */
    USER_DELETED("user-deleted", RevocationReason.CESSATION_OF_OPERATION),
    /** Staff: PIN or account may be in other hands. */
    KEY_COMPROMISED("key-compromise", RevocationReason.KEY_COMPROMISE),
    /** Staff: the holder has left the organization or the office. */
    HOLDER_LEFT("holder-left", RevocationReason.AFFILIATION_CHANGED),
    /** Staff: the customer asked for it. */
    REQUESTED("requested", RevocationReason.CESSATION_OF_OPERATION),
    /** Staff: the identity was not what was proved. */
    IDENTITY_WRONG("identity-wrong", RevocationReason.PRIVILEGE_WITHDRAWN),
    /** A new one takes its place (CERT-3); the mail about that one says so. */
    SUPERSEDED("superseded", RevocationReason.SUPERSEDED);

    private final String code;
    private final RevocationReason reason;

    Why(String code, RevocationReason reason) {
      this.code = code;
      this.reason = reason;
    }

    String code() {
      return code;
    }

    boolean isTold() {
      return this != USER_DELETED && this != SUPERSEDED;
    }
  }

  /** The use case. */
  public RevokeCredential(CertificateMails mails, Audit audit, InstantSource clock) {
    this.mails = mails;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Revokes what this user signs with now, if anything, in the caller's transaction; mail and
   * notice to the user go with it.
   *
   * @return the credential that ended: one that had a certificate
   */
  public Future<Optional<Credential>> ofUser(SqlConnection tx, Actor by, UUID user, Why why) {
    return CredentialStore.revoke(tx, user)
        .compose(
            found ->
                found.isEmpty()
                    ? Future.succeededFuture(found)
                    : UserStore.find(tx, user)
                        .compose(holder -> end(tx, by, holder.orElseThrow(), found.get(), why))
                        .map(found));
  }

  private Future<Void> end(
      SqlConnection tx, Actor by, User holder, Credential credential, Why why) {
    return CertificateStore.revoke(
            tx, credential.serial(), RevocationRecord.code(why.reason), clock.instant())
        .compose(
            done ->
                why.isTold()
                    ? mails.revoked(tx, holder, credential, why)
                    : Future.succeededFuture())
        .compose(
            done ->
                audit.record(
                    tx,
                    by,
                    "certificate.revoked",
                    "credential:" + credential.id(),
                    holder.organization().branch(),
                    new JsonObject()
                        .put("serial", credential.serial())
                        .put("user", holder.id().toString())
                        .put("why", why.code())));
  }
}
