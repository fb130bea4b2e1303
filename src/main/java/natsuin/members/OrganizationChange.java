package natsuin.members;

import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.util.UUID;
import natsuin.fields.Forms;
import natsuin.users.Organization;
import natsuin.users.OrganizationDetails;
import natsuin.users.OrganizationKind;
import org.jspecify.annotations.Nullable;

/** What becomes of an organization when a form is taken. */
final class OrganizationChange {
  private OrganizationChange() {}

  /** The form for organizations of this kind. */
  static String form(OrganizationKind kind) {
    return switch (kind) {
      case CORPORATION -> "organization";
      case SOLE_PROPRIETOR -> "organization-sole-proprietor";
      case INDIVIDUAL -> "organization-individual";
    };
  }

  /** The organization with what was typed. Fails as Invalid where that cannot be taken. */
  static Organization typed(Forms forms, Organization before, JsonObject input, LocalDate today) {
    var values = forms.form(form(before.kind())).take(input, today).orThrow();
    String established = values.getString("establishedOn");
    return new Organization(
        before.id(),
        before.kind(),
        // An individual's names are the person's own and change with them.
        values.getString("name", before.name()),
        values.getString("nameKana", before.nameKana()),
        values.getString("nameLatin", before.nameLatin()),
        values.getString("address", ""),
        before.branch(),
        new OrganizationDetails(
            values.getString("postalCode", ""),
            values.getString("telephone", ""),
            established == null ? null : LocalDate.parse(established),
            before.details().accountBranch(),
            before.details().borrower()),
        before.version());
  }

  /** The same with what only the branch knows. */
  static Organization dealings(
      Organization organization, @Nullable UUID accountBranch, boolean borrower) {
    var details = organization.details();
    return new Organization(
        organization.id(),
        organization.kind(),
        organization.name(),
        organization.nameKana(),
        organization.nameLatin(),
        organization.address(),
        organization.branch(),
        new OrganizationDetails(
            details.postalCode(),
            details.telephone(),
            details.establishedOn(),
            accountBranch,
            borrower),
        organization.version());
  }

  /**
   * Whether certificates no longer tell the truth (ORG-2): the registered name is what was checked,
   * the Latin name stands in them. An individual's certificate names no organization.
   */
  static boolean renamed(Organization before, Organization after) {
    return before.kind() != OrganizationKind.INDIVIDUAL
        && !(before.name().equals(after.name()) && before.nameLatin().equals(after.nameLatin()));
  }
}
