package natsuin.members;

import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import natsuin.http.Requests;
import natsuin.kernel.Actor;
import natsuin.kernel.Failure;
import natsuin.kernel.Failure.FieldError;
import natsuin.kernel.FailureException;
import natsuin.kernel.UserRole;
import natsuin.mandates.Agent;
import natsuin.mandates.MandateNeed;
import natsuin.mandates.MandatePurpose;
import natsuin.registration.NewPerson;
import natsuin.registration.TemporaryPassword;
import natsuin.requests.Identification;
import natsuin.rights.MemberRights;
import natsuin.users.Organization;
import natsuin.users.OrganizationKind;

/**
 * ユーザ新規登録 in a corporation, by its representative or administrator (USER-1); administrators and
 * signers with a power of attorney (CERT-4). Waits; on a virtual thread.
 */
final class AddUser {
  private final MemberTools tools;

  AddUser(MemberTools tools) {
    this.tools = tools;
  }

  /** The new user's identifier. */
  UUID add(Actor.User actor, JsonObject input) {
    requireLead(actor); // before a password is hashed, which costs
    tools.throttle().admit("member-mails", actor.id().toString()).await();
    var password = tools.register().newPassword().await();
    return tools.with(
        actor.organization(),
        (tx, household) -> {
          var present = household.present(actor);
          requireRoom(present, household);
          var values = tools.forms().form("user").take(input, tools.today()).orThrow();
          return register(tx, present, household, values, password);
        });
  }

  private UUID register(
      SqlConnection tx,
      Actor.User actor,
      Household household,
      JsonObject values,
      TemporaryPassword password) {
    var role = UserRole.of(values.getString("role"));
    var language = household.user(actor.id()).orElseThrow().language();
    var person = person(household.organization(), values, role, language);
    UUID user;
    try {
      user = tools.register().user(tx, actor, person, password).await().user();
    } catch (FailureException refused) {
      throw refused.failure().code().equals("email-taken")
          ? new Failure.Invalid(new FieldError("email", "email-taken")).exception()
          : refused;
    }
    tools
        .mandates()
        .use(
            tx,
            actor,
            MandateNeed.forNewUser(role),
            mandate(values),
            MandatePurpose.NEW_USER,
            agent(values, role),
            "user:" + user)
        .await();
    return user;
  }

  private static Optional<UUID> mandate(JsonObject values) {
    String id = values.getString("mandate", "");
    return id.isEmpty() ? Optional.empty() : Optional.of(Requests.id(id));
  }

  private static Agent agent(JsonObject values, UserRole role) {
    return Agent.newcomer(
        values.getString("familyName"),
        values.getString("givenName"),
        values.getString("familyKana"),
        values.getString("givenKana"),
        role);
  }

  private static void requireLead(Actor.User actor) {
    if (!MemberRights.leads(actor.role())) {
      throw new Failure.Forbidden("forbidden").exception();
    }
  }

  private void requireRoom(Actor.User present, Household household) {
    requireLead(present);
    if (household.organization().kind() != OrganizationKind.CORPORATION) {
      throw new Failure.Forbidden("corporations-only").exception();
    }
    int most = tools.configuration().users();
    if (household.users().size() >= most) {
      throw new Failure.Conflict("no-more-users", Map.of("most", most)).exception();
    }
  }

  private static NewPerson person(
      Organization organization, JsonObject values, UserRole role, Locale language) {
    return new NewPerson(
        organization.id(),
        organization.branch(),
        values.getString("familyName"),
        values.getString("givenName"),
        values.getString("familyLatin"),
        values.getString("givenLatin"),
        values.getString("title", ""),
        values.getString("email"),
        role,
        language,
        Identification.DOCUMENTS,
        UserChange.details(values));
  }
}
