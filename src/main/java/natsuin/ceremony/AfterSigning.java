package natsuin.ceremony;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import natsuin.audit.Audit;
import natsuin.bus.Announcement.ContractTouched;
import natsuin.bus.Announcements;
import natsuin.certificates.Credential;
import natsuin.certificates.Credentials;
import natsuin.kernel.Actor;
import natsuin.letters.Letter;
import natsuin.letters.Letters;
import natsuin.letters.StaffLetter;
import natsuin.pg.Database;
import natsuin.signing.JobSubject;
import natsuin.signing.Permission;
import natsuin.signing.SigningDesk;

/**
 * What a signature means for the contract: asked before the key acts, and told when the signature
 * stands in every document. Then the next in turn is invited, or everybody has signed, or, after
 * the bank's seal, the contract is in force.
 */
final class AfterSigning implements SigningDesk {
  private static final Set<String> OPEN = Set.of("signing", "concluding");
  private static final Actor WORKER = new Actor.Service("signing");

  private final Database database;
  private final Credentials credentials;
  private final Letters letters;
  private final Announcements announcements;
  private final Audit audit;
  private final InstantSource clock;
  private final String bankName;

  AfterSigning(
      Database database,
      Credentials credentials,
      Letters letters,
      Announcements announcements,
      Audit audit,
      InstantSource clock,
      String bankName) {
    this.database = database;
    this.credentials = credentials;
    this.letters = letters;
    this.announcements = announcements;
    this.audit = audit;
    this.clock = clock;
    this.bankName = bankName;
  }

  @Override
  public Future<Permission> permission(JobSubject subject) {
    return subject.signer().isPresent()
        ? signer(subject, subject.signer().get())
        : SeatStore.markVisible(database.client(), subject.contract())
            .map(visible -> new Permission.Seal(bankName, visible));
  }

  private Future<Permission> signer(JobSubject subject, UUID signer) {
    return SeatStore.byId(database.client(), signer)
        .compose(
            found -> {
              Seat seat = found.orElseThrow();
              if (!"signing".equals(seat.contractState()) || !"signing".equals(seat.state())) {
                return Future.succeededFuture(new Permission.Denied("contract-changed"));
              }
              return RequestStore.credentialOfJob(database.client(), subject.job())
                  .compose(id -> credentials.byId(id.orElseThrow()))
                  .map(credential -> permission(seat, credential.orElseThrow()));
            });
  }

  private Permission permission(Seat seat, Credential credential) {
    var now = clock.instant();
    if (credential.state() == Credential.State.REVOKED) {
      return new Permission.Denied("no-certificate");
    }
    if (credential.lockedAt(now)) {
      return new Permission.Denied("pin-locked");
    }
    if (!credential.validAt(now)) {
      return new Permission.Denied("certificate-expired");
    }
    return new Permission.Signer(credential.id(), seat.name(), standing(seat), seat.markVisible());
  }

  /** As it stands on the mark: the contract's language is Japanese. */
  private static String standing(Seat seat) {
    String standing =
        switch (seat.standing()) {
          case "borrower" -> "債務者";
          case "guarantor" -> "保証人";
          default -> "担保提供者";
        };
    return seat.personal() ? standing + "（個人）" : standing;
  }

  @Override
  public Future<Boolean> hold(SqlConnection tx, JobSubject subject) {
    return SeatStore.lock(tx, subject.contract()).map(OPEN::contains);
  }

  @Override
  public Future<Void> finished(SqlConnection tx, JobSubject subject) {
    return SeatStore.touchTerms(tx, subject.contract())
        .compose(
            done ->
                subject.signer().isPresent()
                    ? signed(tx, subject, subject.signer().get())
                    : concluded(tx, subject));
  }

  private Future<Void> signed(SqlConnection tx, JobSubject subject, UUID signer) {
    return SeatStore.signed(tx, signer, clock.instant())
        .compose(done -> SeatStore.all(tx, subject.contract()))
        .compose(seats -> next(tx, subject, seats));
  }

  private Future<Void> next(SqlConnection tx, JobSubject subject, List<Seat> seats) {
    var left = seats.stream().filter(seat -> !"signed".equals(seat.state())).toList();
    if (left.isEmpty()) {
      return SeatStore.contractSigned(tx, subject.contract(), clock.instant())
          .compose(done -> letters.send(tx, subject.contract(), StaffLetter.SIGNED))
          .compose(done -> record(tx, subject, "contract.signed"));
    }
    int turn = left.stream().mapToInt(Seat::turn).min().orElseThrow();
    var invited =
        left.stream()
            .filter(seat -> seat.turn() == turn && "waiting".equals(seat.state()))
            .map(Seat::id)
            .toList();
    return SeatStore.invite(tx, invited)
        .compose(
            done ->
                letters.send(tx, subject.contract(), Letter.TO_SIGN, invited, new JsonObject()));
  }

  private Future<Void> concluded(SqlConnection tx, JobSubject subject) {
    Instant now = clock.instant();
    return SeatStore.agreementEnded(tx, subject.contract(), now)
        .compose(
            agreement ->
                agreement.isPresent()
                    ? cancelled(tx, subject, agreement.get(), now)
                    : SeatStore.contractInForce(tx, subject.contract(), now)
                        .compose(done -> letters.send(tx, subject.contract(), Letter.CONCLUDED)))
        .compose(done -> record(tx, subject, "contract.concluded"));
  }

  /**
   * 取消合意: the agreement and the contract which it cancels end together (CONTRACT-6); alone, where
   * that was erased before.
   */
  private Future<Void> cancelled(
      SqlConnection tx, JobSubject subject, SeatStore.Agreement agreement, Instant now) {
    return letters
        .send(tx, subject.contract(), Letter.CANCELLED)
        .compose(
            done ->
                agreement
                    .cancels()
                    .map(contract -> cancel(tx, subject, contract, now))
                    .orElseGet(Future::succeededFuture));
  }

  private Future<Void> cancel(SqlConnection tx, JobSubject agreement, UUID contract, Instant now) {
    return SeatStore.contractCancelled(tx, contract, now)
        .compose(
            branch -> {
              branch.ifPresent(
                  id ->
                      Database.afterCommit(
                          tx, () -> announcements.say(new ContractTouched(contract, id))));
              return letters.send(tx, contract, Letter.CANCELLED);
            })
        .compose(
            done ->
                audit.record(
                    tx,
                    WORKER,
                    "contract.cancelled",
                    "contract:" + contract,
                    agreement.branch(),
                    new JsonObject().put("agreement", agreement.contract().toString())));
  }

  @Override
  public Future<Void> abandoned(SqlConnection tx, JobSubject subject, String code) {
    return SeatStore.touch(tx, subject.contract())
        .compose(
            done ->
                subject.signer().isPresent()
                    ? again(tx, subject.signer().get(), code)
                    : SeatStore.contractToBeConcluded(tx, subject.contract()).mapEmpty())
        .compose(done -> record(tx, subject, "signature.abandoned"));
  }

  /** Back to 'to sign', and told so; unless the contract has failed meanwhile. */
  private Future<Void> again(SqlConnection tx, UUID signer, String code) {
    return SeatStore.change(tx, signer, "signing", "invited")
        .compose(done -> SeatStore.byId(tx, signer))
        .compose(
            seat ->
                seat.filter(s -> "signing".equals(s.contractState()))
                    .map(s -> inviteAgain(tx, s, code))
                    .orElseGet(Future::succeededFuture));
  }

  private Future<Void> inviteAgain(SqlConnection tx, Seat seat, String code) {
    return letters.send(
        tx,
        seat.contract(),
        Letter.TO_SIGN,
        List.of(seat.id()),
        new JsonObject().put("again", true).put("reason", code));
  }

  private Future<Void> record(SqlConnection tx, JobSubject subject, String action) {
    return audit.record(
        tx,
        WORKER,
        action,
        "contract:" + subject.contract(),
        subject.branch(),
        new JsonObject().put("job", subject.job().toString()));
  }
}
