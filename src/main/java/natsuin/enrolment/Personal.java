package natsuin.enrolment;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.UUID;
import natsuin.requests.Identification;
import natsuin.users.Details;
import natsuin.users.NewOrganization;
import natsuin.users.OrganizationDetails;
import natsuin.users.OrganizationKind;
import org.jspecify.annotations.Nullable;

/** What an applicant typed, checked and normalised (APP-2, APP-3); never shows in logs. */
record Personal(JsonObject fields) {

  OrganizationKind kind() {
    return OrganizationKind.of(text("kind"));
  }

  String email() {
    return text("email");
  }

  String branchCode() {
    return text("branch");
  }

  Identification identification() {
    return Identification.of(text("identification"));
  }

  /** Family and given name as written on contracts. */
  String personName() {
    return text("familyName") + "\u3000" + text("givenName");
  }

  /** The organization's name; an individual's is the person's own. */
  String name() {
    return kind() == OrganizationKind.INDIVIDUAL ? personName() : text("name");
  }

  String nameKana() {
    return kind() == OrganizationKind.INDIVIDUAL
        ? text("familyKana") + "\u3000" + text("givenKana")
        : text("nameKana");
  }

  private String nameLatin() {
    return kind() == OrganizationKind.INDIVIDUAL
        ? text("givenLatin") + " " + text("familyLatin")
        : text("nameLatin");
  }

  /** The organization that approval makes of it. */
  NewOrganization organization(UUID branch, @Nullable UUID accountBranch, boolean borrower) {
    return new NewOrganization(
        kind(),
        name(),
        nameKana(),
        nameLatin(),
        text("address"),
        branch,
        new OrganizationDetails(
            text("postalCode"), text("telephone"), date("establishedOn"), accountBranch, borrower));
  }

  Details details() {
    return new Details(
        text("familyKana"),
        text("givenKana"),
        date("birthDate"),
        text("mobile"),
        text("department"),
        fields.getBoolean("personalSignature", false));
  }

  /** Empty where nothing was typed. */
  String text(String field) {
    return fields.getString(field, "");
  }

  @Nullable LocalDate date(String field) {
    String text = text(field);
    return text.isEmpty() ? null : LocalDate.parse(text);
  }

  /** As it is encrypted; a code approves exactly these bytes. */
  byte[] bytes() {
    return fields.encode().getBytes(StandardCharsets.UTF_8);
  }

  static Personal read(byte[] bytes) {
    return new Personal(new JsonObject(new String(bytes, StandardCharsets.UTF_8)));
  }

  @Override
  public String toString() {
    return "(personal data)";
  }
}
