package natsuin.contracts;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import natsuin.bus.Announcement.ContractTouched;
import natsuin.bus.Announcements;
import natsuin.kernel.Actor;
import natsuin.kernel.Failure;
import natsuin.kernel.Failure.FieldError;

/**
 * A member of staff changes a contract that he has before his eyes: his request names the terms
 * that he saw, and whoever was overtaken is told so. What signers read or tick overtakes nobody.
 *
 * @param errors what is wrong in the request's fields, so far
 */
record StaffChange(
    Actor.Staff staff, Contract contract, int terms, FieldReader fields, List<FieldError> errors) {

  /** Reads the terms' version; its absence is an error among the others. */
  static StaffChange of(Actor.Staff staff, Contract contract, JsonObject json) {
    var errors = new ArrayList<FieldError>();
    var fields = new FieldReader(json, errors);
    var terms = fields.number("termsVersion", 0, Integer.MAX_VALUE, -1L);
    if (terms != null && terms < 0) {
      errors.add(new FieldError("termsVersion", "required"));
    }
    return new StaffChange(staff, contract, terms == null ? -1 : terms.intValue(), fields, errors);
  }

  /** Fails as Invalid with everything that is wrong in the fields. */
  void demandFields() {
    if (!errors.isEmpty()) {
      throw new Failure.Invalid(errors).exception();
    }
  }

  /** Fails as Conflict unless the contract is still the one that was seen. */
  void demandTerms() {
    if (terms != contract.terms()) {
      throw conflict("contract-changed");
    }
  }

  /** The decision for the database, which knows whether somebody was faster. */
  ContractChangeStore.Decision decision(ContractTools tools) {
    return new ContractChangeStore.Decision(
        contract.id(), terms, tools.clock().instant(), staff.id());
  }

  /** For the trail. */
  Future<Void> record(
      ContractTools tools, io.vertx.sqlclient.SqlConnection tx, String action, JsonObject detail) {
    return tools
        .audit()
        .record(tx, staff, action, "contract:" + contract.id(), contract.branch().id(), detail);
  }

  /** Whoever looks at it, or at what it was to cancel, sees it anew; after the commit. */
  void announce(Announcements announcements) {
    var branch = contract.branch().id();
    announcements.say(new ContractTouched(contract.id(), branch));
    var cancels = contract.course().cancels();
    if (cancels != null) {
      announcements.say(new ContractTouched(cancels.id(), branch));
    }
  }

  static Future<Void> orElse(boolean done, String code) {
    return done ? Future.succeededFuture() : Future.failedFuture(conflict(code));
  }

  static RuntimeException conflict(String code) {
    return new Failure.Conflict(code).exception();
  }
}
