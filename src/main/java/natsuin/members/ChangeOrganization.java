package natsuin.members;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import natsuin.certificates.RevokeCredential.Why;
import natsuin.kernel.Actor;
import natsuin.kernel.Failure;
import natsuin.users.Organization;

/**
 * Changes an organization's data (ORG-1), with what follows from another name (ORG-2). Waits; on a
 * virtual thread.
 */
final class ChangeOrganization {
  private final MemberTools tools;
  private final RenewCertificate renew;

  ChangeOrganization(MemberTools tools, RenewCertificate renew) {
    this.tools = tools;
    this.renew = renew;
  }

  /** By the organization itself; how many certificates were revoked. */
  int byCustomer(Actor.User actor, JsonObject input) {
    return tools.with(
        actor.organization(),
        (tx, household) -> {
          var present = household.present(actor);
          var before = household.organization();
          switch (WhoChanges.of(present.role(), before)) {
            case SELF -> {}
            case NOT_THIS_USER -> throw new Failure.Forbidden("forbidden").exception();
            case PAPER_AS_BORROWER, PAPER_AT_ACCOUNT_BRANCH ->
                throw new Failure.Forbidden("paper-form").exception();
          }
          Versions.same(input, before.version());
          var after = OrganizationChange.typed(tools.forms(), before, input, tools.today());
          return change(tx, present, household, after);
        });
  }

  /** By the branch, after the paper form or a finding of its own. */
  int byStaff(Actor.Staff staff, UUID organization, JsonObject input, Dealings dealings) {
    return tools.with(
        organization,
        (tx, household) -> {
          var before = household.organization();
          Versions.same(input, before.version());
          var typed = OrganizationChange.typed(tools.forms(), before, input, tools.today());
          return change(
              tx,
              staff,
              household,
              OrganizationChange.dealings(
                  typed, dealings.accountBranch().orElse(null), dealings.borrower()));
        });
  }

  private int change(SqlConnection tx, Actor by, Household household, Organization after) {
    var before = household.organization();
    MemberStore.update(tx, after).await();
    int revoked = 0;
    if (OrganizationChange.renamed(before, after)) {
      for (var user : household.users()) {
        revoked += renew.of(tx, by, user, Why.ORGANIZATION_RENAMED) ? 1 : 0;
      }
    }
    tools
        .audit()
        .record(
            tx,
            by,
            "organization.changed",
            "organization:" + after.id(),
            after.branch(),
            new JsonObject()
                .put("fields", new JsonArray(changed(before, after)))
                .put("revoked", revoked))
        .await();
    return revoked;
  }

  /** Which fields are others now; never what they hold. */
  private static java.util.List<String> changed(Organization before, Organization after) {
    var old = facts(before);
    return facts(after).entrySet().stream()
        .filter(fact -> !Objects.equals(fact.getValue(), old.get(fact.getKey())))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static Map<String, Object> facts(Organization organization) {
    var facts = new LinkedHashMap<String, Object>();
    facts.put("name", organization.name());
    facts.put("nameKana", organization.nameKana());
    facts.put("nameLatin", organization.nameLatin());
    facts.put("address", organization.address());
    facts.put("details", organization.details());
    return facts;
  }
}
