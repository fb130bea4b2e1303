package natsuin.clientissue;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import natsuin.bus.Announcement.ClientIssueTouched;
import natsuin.certificates.IssueClientCertificate;
import natsuin.clientissue.KeptPasswords.Kept;
import natsuin.clientissue.KeptPasswords.Kind;
import natsuin.kernel.Actor;
import natsuin.kernel.BankTime;
import natsuin.kernel.Failure;
import natsuin.kernel.FailureException;
import natsuin.kernel.Ids;
import natsuin.pki.CertificationRequest;
import natsuin.pki.ClientKeyAlgorithm;
import natsuin.pki.ClientKeyFile;
import natsuin.users.EmployerUser;
import natsuin.users.EmployerUserStore;

/**
 * ⑥ and ⑦: one issue within one request (EMP-6). The private key exists in this request's memory
 * and nowhere else. Every step is written down before it is taken and only from the step before, so
 * that whoever was given up meanwhile hands nothing over. On a virtual thread.
 */
final class RunIssue {
  /** Longer than any step takes; whoever is not heard of for so long is dead. */
  private static final Duration LEASE = Duration.ofSeconds(30);

  private static final DateTimeFormatter FILE_TIME =
      DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT);

  private final ClientIssueTools tools;
  private final KeptPasswords kept;
  private final IssuePool pool;
  private final MendIssues mend;

  RunIssue(ClientIssueTools tools, KeptPasswords kept, IssuePool pool, MendIssues mend) {
    this.tools = tools;
    this.kept = kept;
    this.pool = pool;
    this.mend = mend;
  }

  /**
   * 「発行」 of a file with the key in it. Fails as busy before anything is used up; as conflict {@code
   * issue-under-way}, {@code already-issued}, {@code certificate-still-valid}; as unauthenticated
   * {@code issue-attempt-expired} where the password is not kept any more.
   */
  Ready file(
      Actor.Candidate who, Optional<String> carried, FileKind kind, ClientKeyAlgorithm algorithm) {
    return pool.holdingPlace(
        () -> {
          Running running = start(who, kind, algorithm.name());
          return running.finish(
              () -> {
                char[] password = password(who, carried).toCharArray();
                try {
                  KeyPair key = pool.run(algorithm::generate);
                  var certificate = running.certify(key.getPublic());
                  running.stage(Stage.FILE);
                  byte[] file =
                      pool.run(
                          () ->
                              tools
                                  .certificates()
                                  .pack(
                                      key.getPrivate(),
                                      certificate,
                                      running.holder,
                                      password,
                                      kind == FileKind.P12_LEGACY
                                          ? ClientKeyFile.Protection.LEGACY
                                          : ClientKeyFile.Protection.MODERN));
                  return running.ready(file, certificate);
                } finally {
                  Arrays.fill(password, '\0');
                }
              });
        });
  }

  /**
   * 「発行」 for a key that was made in the browser. Fails as {@link #file}, and as invalid on {@code
   * csr}.
   */
  Ready certificate(Actor.Candidate who, Optional<String> carried, String csr) {
    return pool.holdingPlace(
        () -> {
          PublicKey key =
              CertificationRequest.key(csr)
                  .orElseThrow(
                      () ->
                          new Failure.Invalid(new Failure.FieldError("csr", "not-a-request"))
                              .exception());
          if (tools.certificates().knows(tools.database().client(), key).await()) {
            throw new Failure.Invalid(new Failure.FieldError("csr", "key-certified-before"))
                .exception();
          }
          Running running = start(who, FileKind.CSR, key.getAlgorithm());
          return running.finish(
              () -> {
                password(who, carried);
                var certificate = running.certify(key);
                running.stage(Stage.FILE);
                byte[] chain =
                    tools.certificates().chain(certificate).getBytes(StandardCharsets.US_ASCII);
                return running.ready(chain, certificate);
              });
        });
  }

  private Running start(Actor.Candidate who, FileKind kind, String algorithm) {
    EmployerUser user =
        EmployerUserStore.find(tools.database().client(), who.id()).await().orElseThrow();
    mend.mend(who.id());
    UUID id = Ids.next(tools.clock());
    var issue =
        new Issue(
            id,
            who.id(),
            who.session(),
            kind.code(),
            algorithm.toLowerCase(Locale.ROOT).replace('_', '-'),
            IssueState.STARTED,
            Stage.KEY.code(),
            null,
            null,
            null);
    Optional<Failure> refused = tools.database().tx(tx -> start(tx, who, user, issue)).await();
    if (refused.isPresent()) {
      throw refused.get().exception();
    }
    announce(who);
    return new Running(who, user, id);
  }

  private Future<Optional<Failure>> start(
      SqlConnection tx, Actor.Candidate who, EmployerUser user, Issue issue) {
    Instant now = tools.clock().instant();
    return IssueStore.hold(tx, who.id())
        .compose(held -> refused(tx, who))
        .compose(
            refused ->
                refused.isPresent()
                    ? Future.succeededFuture(refused)
                    : IssueStore.start(tx, issue, now, LEASE)
                        .compose(done -> started(tx, who, user, issue))
                        .map(Optional.empty()));
  }

  /** Once means once: whoever has one, or is getting one, gets no other. */
  private Future<Optional<Failure>> refused(SqlConnection tx, Actor.Candidate who) {
    return IssueStore.last(tx, who.id())
        .compose(
            last -> {
              if (last.filter(issue -> issue.state().isOpen()).isPresent()) {
                return conflict("issue-under-way");
              }
              if (last.filter(issue -> issue.session().equals(who.session()))
                  .filter(issue -> issue.state() != IssueState.FAILED)
                  .filter(issue -> issue.state() != IssueState.LOST)
                  .isPresent()) {
                return conflict("already-issued");
              }
              return Held.of(tx, tools, who.id()).map(held -> held.map(Held::stillValid));
            });
  }

  private static Future<Optional<Failure>> conflict(String code) {
    return Future.succeededFuture(Optional.of(new Failure.Conflict(code)));
  }

  private Future<Void> started(
      SqlConnection tx, Actor.Candidate who, EmployerUser user, Issue issue) {
    return record(
        tx,
        who,
        user,
        "client-issue.started",
        new JsonObject()
            .put("issue", issue.id().toString())
            .put("format", issue.format())
            .put("algorithm", issue.algorithm()));
  }

  /** The password of ④, once; and only while it still is the account's. */
  private String password(Actor.Candidate who, Optional<String> carried) {
    Kept entered =
        kept.take(carried)
            .filter(known -> known.user().equals(who.id()) && known.kind() != Kind.INITIAL)
            .orElseThrow(() -> new Failure.Unauthenticated("issue-attempt-expired").exception());
    String present = EmployerUserStore.passwordHash(tools.database().client(), who.id()).await();
    var passwords = tools.passwords();
    if (!passwords.pool().run(() -> passwords.hash().verify(entered.password(), present))) {
      throw new Failure.Unauthenticated("issue-attempt-expired").exception();
    }
    return entered.password();
  }

  private Future<Void> record(
      SqlConnection tx, Actor who, EmployerUser user, String action, JsonObject detail) {
    return tools.audit().record(tx, who, action, user.label(), user.branchId(), detail);
  }

  private void announce(Actor.Candidate who) {
    tools.announcements().say(new ClientIssueTouched(who.id()));
  }

  private interface Work {
    Ready run();
  }

  /** An issue that is under way here. */
  private final class Running {
    private final Actor.Candidate who;
    private final EmployerUser user;
    private final UUID id;
    private final IssueClientCertificate.Holder holder;

    Running(Actor.Candidate who, EmployerUser user, UUID id) {
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

    void stage(Stage stage) {
      holds(IssueStore.stage(tools.database().client(), id, stage, LEASE).await());
      announce(who);
    }

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
                      ? RunIssue.this.record(
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

    Ready ready(byte[] bytes, X509Certificate certificate) {
      String fileName =
          holder.loginId()
              + FILE_TIME.format(tools.clock().instant().atZone(BankTime.ZONE))
              + ".p12";
      holds(
          IssueStore.packed(tools.database().client(), id, fileName, sha256(bytes), LEASE).await());
      announce(who);
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
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
