package natsuin.enrolment;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import natsuin.enrolment.ApplicationStore.AddressUse;
import natsuin.enrolment.ApplicationStore.Entry;
import natsuin.kernel.Failure;
import natsuin.kernel.Failure.FieldError;
import natsuin.kernel.Ids;
import natsuin.otp.OtpIssue;
import natsuin.otp.OtpPurpose;
import natsuin.users.Branch;
import natsuin.users.OrganizationKind;
import natsuin.vault.Secrets;

/**
 * Steps 1 and 2: what was typed is checked and kept, and a code goes out 「認証コード送信」. A stranger
 * cannot tell whether the address has an account: the same is done, kept and answered, only the
 * mail says something else (APP-4). On a virtual thread.
 */
final class Apply {
  private static final ZoneId BANK = ZoneId.of("Asia/Tokyo");
  private static final String DOOR = "application";
  private static final int TOKEN_BYTES = 32;

  private final Ground ground;
  private final ApplicationStore store;
  private final ApplicationMails mails;

  /** What goes back to the browser. */
  record Begun(String token, Entry entry) {}

  Apply(Ground ground, ApplicationStore store, ApplicationMails mails) {
    this.ground = ground;
    this.store = store;
    this.mails = mails;
  }

  /** A new application, known to the browser that holds the token. */
  Begun begin(JsonObject typed, Locale language, String client) {
    ground.throttle().admit(DOOR, client).await();
    var personal = checked(typed);
    var branch = branch(personal);
    UUID id = Ids.next(ground.clock());
    String token = Secrets.token(TOKEN_BYTES);
    var issued = issue(id, personal);
    var entry = new Entry(id, branch.id(), personal, language, until(issued));
    ground
        .database()
        .tx(
            tx ->
                store
                    .useOf(tx, personal.email())
                    .compose(
                        use ->
                            store
                                .insert(
                                    tx,
                                    entry,
                                    ApplicationVault.browserHash(token),
                                    ground.clock().instant())
                                .compose(done -> mails.answer(tx, entry, use, issued.code()))))
        .await();
    return new Begun(token, entry);
  }

  /** The same application with other words, and another code 「お申込み情報入力へ」. */
  Entry correct(String token, JsonObject typed, Locale language, String client) {
    ground.throttle().admit(DOOR, client).await();
    var personal = checked(typed);
    var branch = branch(personal);
    var seen = ofBrowser(token).orElseThrow(Apply::none);
    if (seen.state() != ApplicationState.ENTERED) {
      throw new Failure.Conflict("application-submitted").exception();
    }
    var issued = issue(seen.id(), personal);
    var entry = new Entry(seen.id(), branch.id(), personal, language, until(issued));
    ground
        .database()
        .tx(
            tx ->
                store
                    .useOf(tx, personal.email())
                    .compose(use -> replace(tx, entry, use, issued.code())))
        .await();
    return entry;
  }

  private Future<Void> replace(SqlConnection tx, Entry entry, AddressUse use, String code) {
    return store
        .replace(tx, entry)
        .compose(
            done ->
                done
                    ? mails.answer(tx, entry, use, code)
                    : Future.failedFuture(
                        new Failure.Conflict("application-submitted").exception()));
  }

  /** What this browser applied for. */
  Optional<Application> ofBrowser(String token) {
    return store.ofBrowser(ground.database().client(), ApplicationVault.browserHash(token)).await();
  }

  /** No application belongs to this browser, or its data has been erased. */
  static RuntimeException none() {
    return new Failure.NotFound("no-application").exception();
  }

  private Personal checked(JsonObject typed) {
    LocalDate today = ground.clock().instant().atZone(BANK).toLocalDate();
    var form = ground.forms().form("application-" + kind(typed).code());
    return new Personal(form.take(typed, today).orThrow());
  }

  private static OrganizationKind kind(JsonObject typed) {
    if (typed.getValue("kind") instanceof String code) {
      for (var kind : OrganizationKind.values()) {
        if (kind.code().equals(code)) {
          return kind;
        }
      }
    }
    throw new Failure.Invalid(new FieldError("kind", "required")).exception();
  }

  private Branch branch(Personal personal) {
    return Branches.of(ground.database().client(), personal.branchCode())
        .await()
        .orElseThrow(
            () -> new Failure.Invalid(new FieldError("branch", "unknown-value")).exception());
  }

  private OtpIssue.Issued issue(UUID id, Personal personal) {
    var issue =
        ground.otp().issue(id, address(personal), OtpPurpose.APPLICATION, personal.bytes()).await();
    return switch (issue) {
      case OtpIssue.TooMany many ->
          throw new Failure.TooMany("too-many-codes", many.retryAfter()).exception();
      case OtpIssue.Issued issued -> issued;
    };
  }

  /** Counted apart: strangers who type a customer's address use up none of the customer's codes. */
  static String address(Personal personal) {
    return "application/" + personal.email();
  }

  private static Instant until(OtpIssue.Issued issued) {
    return issued.expiresAt().truncatedTo(ChronoUnit.MILLIS);
  }
}
