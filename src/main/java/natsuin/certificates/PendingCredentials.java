package natsuin.certificates;

import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import natsuin.certificates.RevokeCredential.Why;
import natsuin.kernel.Actor;
import natsuin.kernel.Failure;
import natsuin.kernel.Ids;
import natsuin.pg.Database;
import natsuin.pki.Authority;
import natsuin.pki.CertificateProfile;
import natsuin.pki.CertificateRequest;
import natsuin.pki.Certificates;
import natsuin.pki.KeyAlgorithm;
import natsuin.pki.ToBeIssued;
import natsuin.queues.WatchedTableStore;
import natsuin.vault.PinWrap;

/**
 * From the registered PIN to the active certificate (CERT-1, CERT-3), in steps that each leave a
 * state another node can go on from. The PIN is needed for the first step only. On a virtual
 * thread.
 */
public final class PendingCredentials {
  private final Database database;
  private final Authority authority;
  private final PinWrap pins;
  private final KeyAlgorithm algorithm;
  private final WorkerExecutor pool;
  private final RevokeCredential revoke;
  private final InstantSource clock;

  /** A key pair that was just made; only {@link #keep} has use for it. */
  public record Made(PendingCredential pending, PinWrap.Stored stored) {}

  /** A pending credential in one worker's hands. */
  public record Claim(PendingStore.Claimed claimed) {
    /** What is in hand. */
    public PendingCredential pending() {
      return claimed.pending();
    }
  }

  /** It is in other hands by now: whatever this worker still does counts for nothing. */
  public static final class LostException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LostException() {
      super("the issue is in other hands", null, false, false);
    }
  }

  /**
   * For this authority.
   *
   * @param algorithm of new keys
   * @param pool bounded; for PINs and keys
   */
  public PendingCredentials(
      Database database,
      Authority authority,
      PinWrap pins,
      KeyAlgorithm algorithm,
      WorkerExecutor pool,
      RevokeCredential revoke,
      InstantSource clock) {
    this.database = database;
    this.authority = authority;
    this.pins = pins;
    this.algorithm = algorithm;
    this.pool = pool;
    this.revoke = revoke;
    this.clock = clock;
  }

  /** 「登録」: a key pair under this PIN; waits. Fails as {@link Failure.Invalid} on {@code pin}. */
  public Made make(UUID request, UUID user, char[] pin) {
    if (!PinPolicy.accepts(new String(pin))) {
      throw new Failure.Invalid(new Failure.FieldError("pin", "pin-policy")).exception();
    }
    UUID id = Ids.next(clock);
    KeyPair pair = pool.executeBlocking(algorithm::generate, false).await();
    var stored = pool.executeBlocking(() -> pins.protect(id, pin, pair.getPrivate()), false);
    var pending =
        new PendingCredential(
            request,
            user,
            id,
            IssueCredential.newCredentialId(),
            algorithm,
            pair.getPublic().getEncoded(),
            IssueStage.REGISTERED,
            0);
    return new Made(pending, stored.await());
  }

  /** Keeps it, in place of an earlier one. Fails as conflict {@code changed-meanwhile}. */
  public Future<Void> keep(SqlConnection tx, Made made) {
    return PendingStore.put(tx, made.pending(), made.stored(), clock.instant())
        .compose(
            kept ->
                kept
                    ? Future.succeededFuture()
                    : Future.failedFuture(new Failure.Conflict("changed-meanwhile").exception()));
  }

  /** All that was pressed for, for those who look after it and for the workers. */
  public WatchedTableStore queue(Runnable wake) {
    return new WatchedTableStore(database, PendingStore.TABLE, wake);
  }

  /** What waits for this request. */
  public Future<Optional<PendingCredential>> of(SqlClient db, UUID request) {
    return PendingStore.find(db, request);
  }

  /** 「発行」; true for the one press that counts. */
  public Future<Boolean> queue(SqlConnection tx, UUID request) {
    return PendingStore.queue(tx, request);
  }

  /** The next one to be issued, for so long in nobody else's hands. */
  public Future<Optional<Claim>> claim(Duration lease) {
    return PendingStore.claim(database.client(), lease).map(found -> found.map(Claim::new));
  }

  /** For so long again in nobody else's hands; false where it is by now. */
  public Future<Boolean> renew(Claim claim, Duration lease) {
    return PendingStore.renew(database.client(), claim.claimed(), lease);
  }

  /**
   * Has the authority certify the key; what will be signed is on record before its key acts. Where
   * an earlier try got that far, its certificate is taken; one that nobody takes is revoked.
   *
   * @param told is called when a stage begins, after the commit
   */
  public X509Certificate certify(Claim claim, IssueCredential.Holder holder, Runnable told) {
    var earlier = claim.claimed().serial().flatMap(this::issued);
    if (earlier.isPresent()) {
      return earlier.get();
    }
    var subject = IssueCredential.subject(holder, claim.pending().credentialId());
    var draft =
        authority.prepare(
            new CertificateRequest(
                CertificateProfile.USER_SIGNING, subject, publicKey(claim.pending())));
    database.tx(tx -> record(tx, claim, draft)).await();
    told.run();
    X509Certificate certificate = pool.executeBlocking(() -> authority.issue(draft), false).await();
    if (!database.tx(tx -> issued(tx, claim, certificate)).await()) {
      throw new LostException();
    }
    told.run();
    return certificate;
  }

  private Optional<X509Certificate> issued(String serial) {
    return CertificateStore.issuedBefore(database.client(), serial)
        .await()
        .map(Certificates::parse);
  }

  /** False where it is in other hands, which may have made another certificate meanwhile. */
  private Future<Boolean> issued(SqlConnection tx, Claim claim, X509Certificate certificate) {
    return CertificateStore.issued(tx, certificate)
        .compose(done -> PendingStore.at(tx, claim.claimed(), IssueStage.ACTIVATING))
        .compose(
            mine ->
                mine
                    ? Future.succeededFuture(true)
                    : CertificateStore.revokeOrphan(
                            tx, certificate.getSerialNumber().toString(16), clock.instant())
                        .map(false));
  }

  private Future<Void> record(SqlConnection tx, Claim claim, ToBeIssued draft) {
    return CertificateStore.prepared(
            tx, draft, IssuerName.ISSUING, Optional.of(claim.pending().user()), clock.instant())
        .compose(done -> CertificateStore.revokeOfPending(tx, request(claim), clock.instant()))
        .compose(done -> PendingStore.certifying(tx, claim.claimed(), draft.serial().toString(16)))
        .compose(PendingCredentials::sure);
  }

  private static PublicKey publicKey(PendingCredential pending) {
    try {
      return KeyFactory.getInstance(pending.algorithm().jcaKeyName())
          .generatePublic(new X509EncodedKeySpec(pending.publicKey()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The stored public key is none", e);
    }
  }

  /**
   * The new one takes the place of the old one, which is revoked, in the caller's transaction. It
   * is active, or locked where the old one was locked by hand (CERT-6).
   */
  public Future<Credential> activate(
      SqlConnection tx, Actor by, Claim claim, X509Certificate certificate) {
    var pending = claim.pending();
    return revoke
        .ofUser(tx, by, pending.user(), Why.SUPERSEDED)
        .compose(
            done ->
                PendingStore.activate(
                    tx,
                    claim.claimed(),
                    certificate.getSerialNumber().toString(16),
                    clock.instant()))
        .compose(PendingCredentials::sure)
        .compose(done -> CredentialStore.byId(tx, pending.id()))
        .map(found -> found.orElseThrow().credential());
  }

  /** Nothing will come of it: key and certificate end, unless it is in other hands by now. */
  public Future<Void> drop(SqlConnection tx, Claim claim) {
    return PendingStore.hold(tx, claim.claimed())
        .compose(PendingCredentials::sure)
        .compose(done -> CertificateStore.revokeOfPending(tx, request(claim), clock.instant()))
        .compose(done -> PendingStore.drop(tx, request(claim)));
  }

  /** To be tried again after that pause, for this reason. */
  public Future<Void> putBack(Claim claim, String code, Duration pause) {
    return PendingStore.putBack(database.client(), claim.claimed(), code, pause);
  }

  /** Ends what belongs to requests that came to nothing; how many. */
  public Future<Integer> sweep() {
    return database.tx(
        tx ->
            CertificateStore.revokeOfCancelled(tx, clock.instant())
                .compose(done -> PendingStore.sweep(tx)));
  }

  private static UUID request(Claim claim) {
    return claim.pending().request();
  }

  private static Future<Void> sure(boolean mine) {
    return mine ? Future.succeededFuture() : Future.failedFuture(new LostException());
  }
}
