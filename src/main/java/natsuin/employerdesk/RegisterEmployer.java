package natsuin.employerdesk;

import io.vertx.core.json.JsonObject;
import java.util.UUID;
import natsuin.employerdesk.LetterPress.Addressee;
import natsuin.employerdesk.Records.Why;
import natsuin.http.Requests;
import natsuin.kernel.Actor;
import natsuin.kernel.Failure;
import natsuin.kernel.Failure.FieldError;
import natsuin.rights.StaffAct;
import natsuin.users.Branch;
import natsuin.users.EmployerStore;
import natsuin.users.NewEmployer;
import natsuin.users.StaffStore;

/**
 * Registers an employer with its master user, whose initial password stands in the letter and
 * nowhere else (EMP-5). The letter is drawn first: what cannot be printed is not registered. Waits;
 * on a virtual thread.
 */
final class RegisterEmployer {
  private final DeskTools tools;
  private final LetterPress press;
  private final NewMaster master;
  private final Records records;

  RegisterEmployer(DeskTools tools, LetterPress press) {
    this.tools = tools;
    this.press = press;
    this.master = new NewMaster(tools);
    this.records = new Records(tools);
  }

  /** An employer that has just been registered. */
  record Done(UUID id, Print print) {}

  Done register(Actor.Staff staff, JsonObject input) {
    Branch branch = branch(staff, Requests.text(input, "branch"));
    var values = tools.forms().form("employer-new").take(input, tools.today()).orThrow();
    String given = values.getString("number", "");
    if (!given.isEmpty()) {
      NewMaster.refused(given)
          .ifPresent(
              wrong -> {
                throw new Failure.Invalid(wrong).exception();
              });
    }
    String number = given.isEmpty() ? master.freeNumber() : given;
    var employer = employer(number, values, branch);
    var password = press.password();
    byte[] pdf = press.print(addressee(employer, branch), password, false);
    UUID id =
        tools
            .database()
            .tx(
                tx ->
                    master
                        .insert(tx, employer, password)
                        .compose(
                            made ->
                                EmployerStore.find(tx, made)
                                    .compose(
                                        found ->
                                            records.add(
                                                tx,
                                                staff,
                                                found.orElseThrow(),
                                                null,
                                                "registered",
                                                Why.NONE))
                                    .map(made)))
            .await();
    return new Done(id, new Print(number, pdf));
  }

  /** One's own branch, or for those of the head office any. */
  private Branch branch(Actor.Staff staff, String code) {
    var branch =
        StaffStore.branches(tools.database().client()).await().stream()
            .filter(
                one -> code.isEmpty() ? one.id().equals(staff.branch()) : one.code().equals(code))
            .findFirst()
            .orElseThrow(
                () -> new Failure.Invalid(new FieldError("branch", "unknown-value")).exception());
    DeskRights.require(staff, StaffAct.MAINTAIN, branch.id());
    return branch;
  }

  static NewEmployer employer(String number, JsonObject values, Branch branch) {
    return new NewEmployer(
        number,
        values.getString("name"),
        values.getString("nameKana"),
        values.getString("nameLatin"),
        values.getString("postalCode"),
        values.getString("address"),
        branch.id());
  }

  static Addressee addressee(NewEmployer employer, Branch branch) {
    return new Addressee(
        employer.number(),
        employer.name(),
        employer.postalCode(),
        employer.address(),
        branch.name());
  }
}
