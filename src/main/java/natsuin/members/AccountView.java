package natsuin.members;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import natsuin.kernel.Actor;
import natsuin.kernel.UserRole;
import natsuin.requests.CertificateRequest;
import natsuin.rights.MemberAct;
import natsuin.rights.MemberRights;
import natsuin.users.Branch;
import natsuin.users.Organization;
import natsuin.users.OrganizationKind;
import natsuin.users.User;
import org.jspecify.annotations.Nullable;

/** Organization and users as in the API, each for whoever looks at them. */
final class AccountView {
  private final Roster roster;
  private final Instant now;
  private final int most;

  /**
   * A view.
   *
   * @param most how many users a corporation may have
   */
  AccountView(Roster roster, Instant now, int most) {
    this.roster = roster;
    this.now = now;
    this.most = most;
  }

  /** As this customer sees it: colleagues only where he may. */
  JsonObject forCustomer(Actor.User viewer) {
    var actions = new CardActions(roster, viewer, now);
    var cards = new JsonArray();
    for (User user : roster.users()) {
      if (MemberRights.may(viewer, MemberAct.SEE, Household.member(user))) {
        cards.add(card(user, actions.on(user)).put("me", user.id().equals(viewer.id())));
      }
    }
    var who = WhoChanges.of(viewer.role(), roster.organization());
    return new JsonObject()
        .put("organization", organization())
        .put("mayChange", who.code())
        .put("paperBecause", who.why())
        .put("mayAdd", MemberRights.leads(viewer.role()) && several())
        .put("userLimit", several() ? most : 1)
        .put("userCount", roster.users().size())
        .put("certificates", certificates())
        .put("users", cards);
  }

  /** As the branch sees it. */
  JsonObject forStaff(boolean mayMaintain) {
    var details = roster.organization().details();
    var cards = new JsonArray();
    roster.users().forEach(user -> cards.add(card(user, staffActions(user, mayMaintain))));
    return new JsonObject()
        .put(
            "organization",
            organization()
                .put("borrower", details.borrower())
                .put("accountBranch", branch(details.accountBranch())))
        .put("selfService", WhoChanges.of(roster.organization()) == WhoChanges.SELF)
        .put("mayMaintain", mayMaintain)
        .put("certificates", certificates())
        .put("users", cards);
  }

  private List<String> staffActions(User user, boolean mayMaintain) {
    if (!mayMaintain) {
      return List.of();
    }
    var actions = new ArrayList<String>();
    if (!roster.household().lastRepresentative(user)) {
      actions.add("delete");
    }
    if (user.life().firstLoginAt() == null || user.life().emailUnconfirmedSince() != null) {
      actions.add("reissue-password");
    }
    actions.add("correct-email");
    if (roster.credential(user).isPresent()) {
      actions.add("file-revocation");
    }
    return List.copyOf(actions);
  }

  /** All that a form for changing this user begins with. */
  JsonObject user(Actor.User viewer, User user) {
    var json = card(user, new CardActions(roster, viewer, now).on(user));
    var birth = user.details().birthDate();
    return json.put("familyName", user.familyName())
        .put("givenName", user.givenName())
        .put("familyKana", user.details().familyKana())
        .put("givenKana", user.details().givenKana())
        .put("familyLatin", user.familyLatin())
        .put("givenLatin", user.givenLatin())
        .put("birthDate", birth == null ? null : birth.toString())
        .put("personalSignature", user.details().personalSignature())
        .put("certified", roster.credential(user).isPresent())
        .put("me", user.id().equals(viewer.id()));
  }

  private JsonObject card(User user, List<String> actions) {
    return new JsonObject()
        .put("id", user.id().toString())
        .put("version", user.life().version())
        .put("mypageId", user.mypageId())
        .put("name", user.name())
        .put("nameLatin", user.nameLatin())
        .put("role", user.role().code())
        .put("department", user.details().department())
        .put("title", user.title())
        .put("mobile", user.details().mobile())
        .put("email", user.email())
        .put("emailUnconfirmed", user.life().emailUnconfirmedSince() != null)
        .put("status", roster.status(user, now).code())
        .put(
            "validUntil",
            roster
                .credential(user)
                .map(known -> known.certificate().getNotAfter().toInstant().toString())
                .orElse(null))
        .put("request", roster.request(user).map(AccountView::request).orElse(null))
        .put("actions", new JsonArray(actions));
  }

  private static JsonObject request(CertificateRequest request) {
    return new JsonObject()
        .put("reason", request.reason().code())
        .put("state", request.state().code());
  }

  private JsonObject organization() {
    Organization organization = roster.organization();
    var established = organization.details().establishedOn();
    return new JsonObject()
        .put("id", organization.id().toString())
        .put("version", organization.version())
        .put("kind", organization.kind().code())
        .put("name", organization.name())
        .put("nameKana", organization.nameKana())
        .put("nameLatin", organization.nameLatin())
        .put("postalCode", organization.details().postalCode())
        .put("address", organization.address())
        .put("establishedOn", established == null ? null : established.toString())
        .put("telephone", organization.details().telephone())
        .put("branch", branch(organization.branch()))
        .put("representative", representative());
  }

  private @Nullable JsonObject representative() {
    return roster.users().stream()
        .filter(user -> user.role() == UserRole.REPRESENTATIVE)
        .findFirst()
        .map(
            user ->
                new JsonObject()
                    .put("id", user.id().toString())
                    .put("title", user.title())
                    .put("name", user.name())
                    .put(
                        "nameKana",
                        user.details().familyKana() + "\u3000" + user.details().givenKana()))
        .orElse(null);
  }

  private @Nullable JsonObject branch(@Nullable UUID id) {
    Branch branch = id == null ? null : roster.branches().get(id);
    return branch == null
        ? null
        : new JsonObject()
            .put("id", branch.id().toString())
            .put("code", branch.code())
            .put("name", branch.name())
            .put("nameLatin", branch.nameLatin());
  }

  /** Only a corporation has several users. */
  private boolean several() {
    return roster.organization().kind() == OrganizationKind.CORPORATION;
  }

  private int certificates() {
    return roster.credentials().size();
  }
}
