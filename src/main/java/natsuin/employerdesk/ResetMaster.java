package natsuin.employerdesk;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import natsuin.bus.Announcement;
import natsuin.certificates.ClientEnd;
import natsuin.employerdesk.LetterPress.Addressee;
import natsuin.employerdesk.Records.Why;
import natsuin.kernel.Actor;
import natsuin.kernel.Failure;
import natsuin.kernel.Ids;
import natsuin.kernel.Portal;
import natsuin.pg.Database;
import natsuin.rights.StaffAct;
import natsuin.users.EmployerUser;
import natsuin.users.EmployerUserStore;
import natsuin.users.InitialPassword;

/**
 * 「ログインID・パスワード初期化」 on a written request: one of the staff files it, another confirms it, and the
 * master user is back before the first registration, with a new letter (EMP-5, STAFF-1). Waits; on
 * a virtual thread.
 */
final class ResetMaster {
  static final Set<String> REASONS =
      Set.of("id-forgotten", "password-forgotten", "email-lost", "master-changed");

  private final DeskTools tools;
  private final LetterPress press;
  private final DeskMails mails;
  private final Records records;

  ResetMaster(DeskTools tools, LetterPress press, DeskMails mails) {
    this.tools = tools;
    this.press = press;
    this.mails = mails;
    this.records = new Records(tools);
  }

  /** Conflict {@code nothing-to-reset} before the first registration, {@code reset-filed} twice. */
  UUID file(Actor.Staff staff, UUID employer, JsonObject input) {
    UUID id = Ids.next(tools.clock());
    UUID branch =
        tools.with(
            employer,
            (tx, held) -> {
              DeskRights.require(staff, StaffAct.MAINTAIN, held.employer().branch().id());
              Why why = Said.why(input, REASONS);
              LocalDate paper = PaperDate.of(input, tools.today());
              EmployerUser master = held.master();
              Versions.same(Versions.seen(input), master.life().version());
              if (master.hasInitialPassword()) {
                throw new Failure.Conflict("nothing-to-reset").exception();
              }
              var reset =
                  new ResetStore.NewReset(
                      id, held, why, paper, staff.id(), tools.clock().instant());
              ResetStore.insert(tx, reset).recover(ResetMaster::twice).await();
              records.add(tx, staff, held.employer(), master, "reset-filed", why).await();
              return master.branchId();
            });
    tools.announcements().say(new Announcement.QueueTouched(branch));
    return id;
  }

  private static Future<Void> twice(Throwable fault) {
    return Future.failedFuture(
        Database.violates(fault, "employer_reset_once")
            ? new Failure.Conflict("reset-filed").exception()
            : fault);
  }

  /**
   * The second pair of eyes; ID, password and certificates end with this transaction. Conflict
   * {@code reset-lapsed} where it has waited for too long: then the paper has to be asked for anew.
   */
  Print confirm(Actor.Staff staff, UUID id) {
    Reset reset = reset(id);
    mayDecide(staff, reset);
    if (reset.isLapsed(tools.clock().instant())) {
      throw new Failure.Conflict("reset-lapsed").exception();
    }
    Held before =
        EmployerUserStore.withEmployer(tools.database().client(), reset.employer(), Held::new)
            .await()
            .orElseThrow();
    var password = press.password();
    byte[] pdf = press.print(Addressee.of(before.employer()), password, true);
    tools.with(
        reset.employer(),
        (tx, held) -> {
          decide(tx, reset, "confirmed", staff);
          end(tx, staff, held.master(), password);
          Why why = new Why(reset.reason(), reset.note());
          records.add(tx, staff, held.employer(), held.master(), "reset-confirmed", why).await();
          return true;
        });
    tools.announcements().say(new Announcement.RightsChanged());
    tools.announcements().say(new Announcement.QueueTouched(reset.branch().id()));
    return new Print(reset.number(), pdf);
  }

  private void end(SqlConnection tx, Actor.Staff staff, EmployerUser was, InitialPassword next) {
    tools.passwords().lifting(Portal.EMPLOYER).lift(tx, was).await();
    EmployerUserStore.setInitialPassword(tx, was.id(), next).await();
    DeskStore.reset(tx, was.id()).await();
    tools.sessions().endAll(tx, was.id()).await();
    mails.reset(tx, was).await();
    tools.revocations().revokeAll(tx, staff, was, ClientEnd.ID_RESET).await();
  }

  private static void mayDecide(Actor.Staff staff, Reset reset) {
    DeskRights.require(staff, StaffAct.DECIDE, reset.branch().id());
    if (reset.filedBy().equals(staff.id())) {
      throw new Failure.Forbidden("four-eyes-reset").exception();
    }
    if (!reset.waits()) {
      throw new Failure.Conflict("reset-decided").exception();
    }
  }

  /** By whoever decides, or by whoever filed it. */
  void decline(Actor.Staff staff, UUID id) {
    Reset reset = reset(id);
    boolean own = reset.filedBy().equals(staff.id());
    DeskRights.require(staff, own ? StaffAct.MAINTAIN : StaffAct.DECIDE, reset.branch().id());
    tools.with(
        reset.employer(),
        (tx, held) -> {
          decide(tx, reset, "declined", staff);
          records
              .add(tx, staff, held.employer(), held.master(), "reset-declined", Why.NONE)
              .await();
          return true;
        });
    tools.announcements().say(new Announcement.QueueTouched(reset.branch().id()));
  }

  private void decide(SqlConnection tx, Reset reset, String state, Actor.Staff staff) {
    if (!ResetStore.decide(tx, reset.id(), state, staff.id(), tools.clock().instant()).await()) {
      throw new Failure.Conflict("reset-decided").exception();
    }
  }

  private Reset reset(UUID id) {
    return ResetStore.find(tools.database().client(), id).await().orElseThrow(DeskRights::notFound);
  }
}
