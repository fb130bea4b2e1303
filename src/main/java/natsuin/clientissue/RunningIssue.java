package natsuin.clientissue;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import natsuin.certificates.IssueClientCertificate;
import natsuin.kernel.Actor;
import natsuin.kernel.BankTime;
import natsuin.kernel.Failure;
import natsuin.kernel.FailureException;
import natsuin.users.EmployerUser;

/**
 * An issue that is under way here. Every step is written down before it is taken and only from the
 * step before, so that whoever was given up meanwhile hands nothing over. On a virtual thread.
 */
final class RunningIssue {
  /** Longer than any step takes; whoever is not heard of for so long is dead. */
  static final Duration LEASE = Duration.ofSeconds(30);

  private static final DateTimeFormatter FILE_TIME =
      DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT);

  /** What is done between beginning and end. */
  interface Work {
    Ready run();
  }

  private final ClientIssueTools tools;
  private final MendIssues mend;
  private final Actor.Candidate who;
  private final EmployerUser user;
  private final UUID id;
  private final IssueClientCertificate.Holder holder;

  RunningIssue(
      ClientIssueTools tools, MendIssues mend, Actor.Candidate who, EmployerUser user, UUID id) {
    this.tools = tools;
    this.mend = mend;
    this.who = who;
    this.user = user;
    this.id = id;
    this.holder =
        new IssueClientCertificate.Holder(
            user.id(),
            Objects.requireNonNull(user.userId()),
            user.employer().nameLatin(),
            user.employer().number());
  }

  /** Whatever goes wrong, it comes to an end. */
  Ready finish(Work work) {
    try {
      return work.run();
    } catch (Exception fault) {
      mend.giveUp(
          id,
          fault instanceof FailureException expected
              ? expected.failure().code()
              : fault.getClass().getSimpleName());
      throw fault;
    }
  }

  /** Said before it is begun; fails where this issue was given up. */
  void stage(Stage stage) {
    holds(IssueStore.stage(tools.database().client(), id, stage, LEASE).await());
    tools.announce(who.id());
  }

  /** For this key, recorded before and after it is signed. */
  X509Certificate certify(PublicKey key) {
    stage(Stage.CERTIFICATE);
    var certificate =
        tools
            .certificates()
            .certify(
                holder,
                key,
                serial ->
                    holds(IssueStore.prepared(tools.database().client(), id, serial).await()));
    tools.database().tx(tx -> certified(tx, certificate)).await();
    return certificate;
  }

  /** Whose certificate it is. */
  IssueClientCertificate.Holder holder() {
    return holder;
  }

  private Future<Void> certified(SqlConnection tx, X509Certificate certificate) {
    String serial = certificate.getSerialNumber().toString(16);
    LocalDate lastDay = lastDay(certificate);
    return tools
        .certificates()
        .record(tx, certificate, holder)
        .compose(done -> IssueStore.certified(tx, id))
        .compose(
            still ->
                still
                    ? tools.record(
                        tx,
                        who,
                        user,
                        "client-certificate.issued",
                        new JsonObject()
                            .put("issue", id.toString())
                            .put("serial", serial)
                            .put("lastDay", lastDay.toString()))
                    : Future.failedFuture(givenUp()));
  }

  /** What is handed over now, recorded. */
  Ready ready(byte[] bytes, X509Certificate certificate) {
    String fileName =
        holder.loginId() + FILE_TIME.format(tools.clock().instant().atZone(BankTime.ZONE)) + ".p12";
    holds(IssueStore.packed(tools.database().client(), id, fileName, sha256(bytes), LEASE).await());
    tools.announce(who.id());
    return new Ready(
        id,
        who.id(),
        bytes,
        fileName,
        certificate.getSerialNumber().toString(16),
        lastDay(certificate));
  }

  private LocalDate lastDay(X509Certificate certificate) {
    return BankTime.dayOf(certificate.getNotAfter().toInstant());
  }

  /** Whoever was taken for dead stops: the certificate is revoked by now. */
  private void holds(boolean still) {
    if (!still) {
      throw givenUp();
    }
  }

  private RuntimeException givenUp() {
    return new Failure.Conflict("issue-given-up").exception();
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
