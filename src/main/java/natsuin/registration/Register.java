package natsuin.registration;

import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import natsuin.audit.Audit;
import natsuin.kernel.Actor;
import natsuin.kernel.Failure;
import natsuin.kernel.Ids;
import natsuin.kernel.Portal;
import natsuin.kernel.UserRole;
import natsuin.notices.NoticeKind;
import natsuin.notices.Notices;
import natsuin.outbox.Outbox;
import natsuin.pg.Database;
import natsuin.registration.WelcomeMails.Reader;
import natsuin.requests.CertificateRequest;
import natsuin.requests.CertificateRequests;
import natsuin.requests.Identification;
import natsuin.requests.RequestReason;
import natsuin.users.AccountStore;
import natsuin.users.NewUser;
import natsuin.users.User;
import natsuin.users.UserStore;
import natsuin.vault.PasswordHash;
import natsuin.vault.Secrets;

/**
 * Makes users of people. Draw a password first, outside of the transaction: hashing takes its time.
 */
public final class Register {
  private static final String DOCUMENTS_PAGE = "/account/identity";
  private static final int ID_DIGITS = 9;

  private final TemporaryPasswords temporary;
  private final WelcomeMails mails;
  private final CertificateRequests requests;
  private final Notices notices;
  private final Audit audit;
  private final InstantSource clock;
  private final Duration temporaryPassword;

  /** What registration stands on. */
  public record Ground(
      PasswordHash passwords,
      WorkerExecutor workers,
      Outbox outbox,
      Notices notices,
      CertificateRequests requests,
      Audit audit,
      InstantSource clock) {}

  /**
   * By these rules.
   *
   * @param temporaryPassword how long one is good
   * @param baseUrl how customers reach this service, without a slash at its end
   */
  public Register(Ground ground, Duration temporaryPassword, String baseUrl) {
    this.temporary = new TemporaryPasswords(ground.passwords(), ground.workers());
    this.mails = new WelcomeMails(ground.outbox(), baseUrl);
    this.requests = ground.requests();
    this.notices = ground.notices();
    this.audit = ground.audit();
    this.clock = ground.clock();
    this.temporaryPassword = temporaryPassword;
  }

  /** A fresh temporary password; {@link Failure.Busy} when too many are being made. */
  public Future<TemporaryPassword> newPassword() {
    return temporary.draw();
  }

  /**
   * Registers the person, opens the first certificate request unless he is a viewer, and puts the
   * mails out. Fails as {@link Failure.Conflict} {@code email-taken} where another user has the
   * mail address; the transaction is then undone.
   */
  public Future<Registered> user(
      SqlConnection tx, Actor by, NewPerson person, TemporaryPassword password) {
    return user(tx, by, person, password, false);
  }

  /** The same for somebody whom the branch has met already: nobody announces a meeting to him. */
  public Future<Registered> userMetBefore(
      SqlConnection tx, Actor by, NewPerson person, TemporaryPassword password) {
    return user(tx, by, person, password, true);
  }

  private Future<Registered> user(
      SqlConnection tx, Actor by, NewPerson person, TemporaryPassword password, boolean met) {
    UUID id = Ids.next(clock);
    Instant expiresAt = clock.instant().plus(temporaryPassword);
    return freeMypageId(tx)
        .compose(
            mypageId ->
                insert(tx, id, mypageId, person, password, expiresAt)
                    .compose(done -> welcome(tx, person, mypageId, password, expiresAt))
                    .compose(done -> prove(tx, person, met))
                    .compose(done -> record(tx, by, id, person))
                    .compose(done -> open(tx, by, id, person))
                    .map(request -> new Registered(id, mypageId, request)));
  }

  /**
   * A new temporary password for somebody who never logged in 「仮パスワード再発行」; the one before is void
   * with it. Fails as {@link Failure.Conflict} {@code has-logged-in} for everybody else (LOGIN-5).
   */
  public Future<Void> reissue(SqlConnection tx, Actor by, User user, TemporaryPassword password) {
    Instant expiresAt = clock.instant().plus(temporaryPassword);
    return TemporaryPasswordStore.replace(
            tx, user.id(), password.hash(), expiresAt, by instanceof Actor.Staff)
        .compose(
            replaced ->
                replaced
                    ? again(tx, user, password, expiresAt)
                    : Future.failedFuture(new Failure.Conflict("has-logged-in").exception()))
        .compose(
            done ->
                audit.record(
                    tx, by, "password.reissued", user.label(), user.branchId(), new JsonObject()));
  }

  /** Whoever reads another address now never got the MyPageID; it travels alone, as ever. */
  private Future<Void> again(
      SqlConnection tx, User user, TemporaryPassword password, Instant expiresAt) {
    boolean moved = user.life().emailUnconfirmedSince() != null;
    return (moved
            ? mails.mypageId(tx, reader(user), user.mypageId())
            : Future.<Void>succeededFuture())
        .compose(done -> mails.temporaryPassword(tx, reader(user), password, expiresAt));
  }

  private Future<Void> insert(
      SqlConnection tx,
      UUID id,
      String mypageId,
      NewPerson person,
      TemporaryPassword password,
      Instant expiresAt) {
    var user =
        new NewUser(
            person.organization(),
            mypageId,
            person.email(),
            person.familyName(),
            person.givenName(),
            person.familyLatin(),
            person.givenLatin(),
            person.title(),
            person.role(),
            person.language(),
            password.hash(),
            expiresAt,
            person.details());
    return UserStore.insert(tx, id, user, clock.instant())
        .recover(
            fault ->
                Future.failedFuture(
                    Database.violates(fault, "app_user_email")
                        ? new Failure.Conflict("email-taken").exception()
                        : fault));
  }

  private Future<Void> welcome(
      SqlConnection tx,
      NewPerson person,
      String mypageId,
      TemporaryPassword password,
      Instant expiresAt) {
    var to = new Reader(person.email(), person.language(), person.addressedAs());
    return mails
        .mypageId(tx, to, mypageId)
        .compose(done -> mails.temporaryPassword(tx, to, password, expiresAt));
  }

  /** How the person is to prove who he is, where that lies ahead. */
  private Future<Void> prove(SqlConnection tx, NewPerson person, boolean met) {
    var to = new Reader(person.email(), person.language(), person.addressedAs());
    if (person.role() == UserRole.VIEWER || met) {
      return Future.succeededFuture();
    }
    return switch (person.identification()) {
      case DOCUMENTS -> mails.documentsDue(tx, to);
      case FACE_TO_FACE -> mails.meetingDue(tx, to);
    };
  }

  private Future<Optional<CertificateRequest>> open(
      SqlConnection tx, Actor by, UUID id, NewPerson person) {
    if (person.role() == UserRole.VIEWER) {
      return Future.succeededFuture(Optional.empty());
    }
    return requests
        .open(tx, by, id, RequestReason.FIRST, person.identification())
        .compose(request -> notice(tx, id, person).map(Optional.of(request)));
  }

  private Future<Void> notice(SqlConnection tx, UUID id, NewPerson person) {
    return sendsDocuments(person)
        ? notices.add(tx, id, NoticeKind.DOCUMENTS_DUE, new JsonObject(), DOCUMENTS_PAGE)
        : Future.succeededFuture();
  }

  private Future<Void> record(SqlConnection tx, Actor by, UUID id, NewPerson person) {
    return audit.record(
        tx,
        by,
        "user.registered",
        "user:" + id,
        person.branch(),
        new JsonObject()
            .put("organization", person.organization().toString())
            .put("role", person.role().code()));
  }

  /** Not to be guessed from another one; drawn again in the rare case that it is in use. */
  private Future<String> freeMypageId(SqlConnection tx) {
    String drawn = "N" + Secrets.digits(ID_DIGITS);
    return AccountStore.find(tx, Portal.MYPAGE, drawn.toLowerCase(Locale.ROOT))
        .compose(other -> other.isPresent() ? freeMypageId(tx) : Future.succeededFuture(drawn));
  }

  private static boolean sendsDocuments(NewPerson person) {
    return person.role() != UserRole.VIEWER && person.identification() == Identification.DOCUMENTS;
  }

  private static Reader reader(User user) {
    return new Reader(user.email(), user.language(), user.addressedAs());
  }
}
