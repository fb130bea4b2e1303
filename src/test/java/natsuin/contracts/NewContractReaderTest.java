package natsuin.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import natsuin.kernel.Failure.FieldError;
import natsuin.kernel.UserRole;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName(
    "The form for a new contract tells all that is wrong at once, at its field (CONTRACT-6)")
class NewContractReaderTest {
  private static final UUID UPLOAD = new UUID(1, 1);
  private static final UUID PERSON = new UUID(2, 2);
  private static final LocalDate TODAY = LocalDate.of(2026, 4, 1);

  @Test
  void aCompleteFormIsRead() {
    var draft = NewContractReader.read(form(), TODAY);
    assertThat(draft.errors()).isEmpty();
    var contract = draft.whole().orElseThrow();
    assertThat(contract.summary()).isEqualTo("貸出契約のみ");
    assertThat(contract.amount()).isEqualTo(10_000_000L);
    assertThat(contract.markVisible()).isTrue();
    assertThat(contract.documents())
        .containsExactly(new NewContract.File(UPLOAD, false, "金銭消費貸借契約書"));
    assertThat(contract.signers())
        .containsExactly(
            new NewContract.Signer(PERSON, Standing.BORROWER, Capacity.ORGANIZATION, 1));
  }

  @Test
  void aFrameworkAgreementHasNoAmount() {
    var form = form();
    form.putNull("amount");
    assertThat(NewContractReader.read(form, TODAY).whole().orElseThrow().amount()).isNull();
  }

  @Test
  void nothingAtAllIsAnsweredByEveryRequiredField() {
    assertThat(NewContractReader.read(new JsonObject(), TODAY).errors())
        .extracting(FieldError::field, FieldError::code)
        .containsExactlyInAnyOrder(
            tuple("summary", "required"),
            tuple("appliedOn", "required"),
            tuple("plannedOn", "required"),
            tuple("documents", "required"),
            tuple("signers", "required"));
  }

  @Test
  void everyFaultStandsAtItsField() {
    var form =
        form()
            .put("summary", "x".repeat(101))
            .put("amount", -1)
            .put("appliedOn", "2026-02-30")
            .put("documents", new JsonArray().add(new JsonObject().put("kind", "poem")).add(7))
            .put(
                "signers",
                new JsonArray()
                    .add(new JsonObject().put("userId", PERSON.toString()).put("turn", 0))
                    .add(
                        new JsonObject()
                            .put("userId", PERSON.toString())
                            .put("standing", "borrower")));
    assertThat(NewContractReader.read(form, TODAY).errors())
        .extracting(FieldError::field, FieldError::code)
        .containsExactlyInAnyOrder(
            tuple("summary", "too-long"),
            tuple("amount", "out-of-range"),
            tuple("appliedOn", "not-a-date"),
            tuple("documents[0].uploadId", "required"),
            tuple("documents[0].kind", "unknown-value"),
            tuple("documents[0].title", "required"),
            tuple("documents[1]", "required"),
            tuple("signers[0].standing", "required"),
            tuple("signers[0].turn", "out-of-range"));
  }

  @Test
  void somethingMustBeThereToSign() {
    var form = form();
    form.getJsonArray("documents").getJsonObject(0).put("kind", "explanation");
    assertThat(NewContractReader.read(form, TODAY).errors())
        .extracting(FieldError::field, FieldError::code)
        .containsExactly(tuple("documents", "nothing-to-sign"));
  }

  @Test
  void thePlannedDateIsNotBeforeTheApplication() {
    assertThat(NewContractReader.read(form().put("plannedOn", "2026-03-31"), TODAY).errors())
        .extracting(FieldError::field, FieldError::code)
        .containsExactly(tuple("plannedOn", "before-application"));
  }

  @Test
  @DisplayName("Attack: a summary that writes backwards or carries control characters")
  void directionOfWriting() {
    for (String summary : new String[] {"貸出\u202E契約", "貸出\u0000", "貸\n出", "貸\u2028出"}) {
      assertThat(NewContractReader.read(form().put("summary", summary), TODAY).errors())
          .extracting(FieldError::code)
          .containsExactly("unprintable");
    }
  }

  @Test
  @DisplayName("Attack: other types than the interface describes")
  void otherTypes() {
    for (Object odd : new Object[] {1, true, new JsonArray(), new JsonObject(), 1.5, "x"}) {
      for (String field :
          new String[] {
            "amount", "appliedOn", "plannedOn", "documents", "signers", "markVisible"
          }) {
        boolean fits =
            (field.equals("amount") && Integer.valueOf(1).equals(odd))
                || (field.equals("markVisible") && Boolean.TRUE.equals(odd));
        assertThat(NewContractReader.read(form().put(field, odd), TODAY).errors().isEmpty())
            .as("%s as %s", odd, field)
            .isEqualTo(fits);
      }
    }
  }

  @Test
  void whatTheDatabaseKnowsIsToldTogetherWithTheRest() {
    var draft = NewContractReader.read(form().put("summary", ""), TODAY);
    var locked =
        new SignerCandidate(
            PERSON,
            "丸山　健",
            "Ken Maruyama",
            PERSON,
            "A",
            "corporation",
            UserRole.SIGNER,
            false,
            true,
            true);
    assertThat(draft.errorsWith(Set.of(), Map.of(PERSON, locked)))
        .extracting(FieldError::field, FieldError::code)
        .containsExactlyInAnyOrder(
            tuple("summary", "required"),
            tuple("documents[0].uploadId", "upload-unknown"),
            tuple("signers[0].userId", "pin-locked"));
    assertThat(draft.errorsWith(Set.of(UPLOAD), Map.of()))
        .extracting(FieldError::field, FieldError::code)
        .containsExactlyInAnyOrder(
            tuple("summary", "required"), tuple("signers[0].userId", "signer-unknown"));
  }

  @Test
  void aViewerAndSomebodyWithoutACertificateCannotBeAsked() {
    assertThat(candidate(UserRole.VIEWER, true).why()).contains("viewer");
    assertThat(candidate(UserRole.SIGNER, false).why()).contains("no-certificate");
    assertThat(candidate(UserRole.SIGNER, true).why()).isEmpty();
    assertThat(candidate(UserRole.SIGNER, true).why(Capacity.PERSONAL))
        .as("a certificate that is not registered for personal signatures (APP-2)")
        .contains("no-personal-signature");
  }

  @Test
  @DisplayName("A representative signs for the company and guarantees personally (CONTRACT-5)")
  void oneUserHasTwoSeatsInDifferentStandingsOrCapacities() {
    var company = new JsonObject().put("userId", PERSON.toString()).put("standing", "guarantor");
    var personal = company.copy().put("capacity", "personal");
    var both = form().put("signers", new JsonArray().add(company).add(personal));
    assertThat(NewContractReader.read(both, TODAY).errors()).isEmpty();
    var twice = form().put("signers", new JsonArray().add(personal).add(personal.copy()));
    assertThat(NewContractReader.read(twice, TODAY).errors())
        .extracting(FieldError::field, FieldError::code)
        .containsExactly(tuple("signers[1].userId", "signer-twice"));
  }

  @Test
  void aDeadlineIsADayThatIsNotOver() {
    assertThat(NewContractReader.read(form().put("signBy", "2026-04-01"), TODAY).errors())
        .isEmpty();
    assertThat(NewContractReader.read(form().put("signBy", "2026-03-31"), TODAY).errors())
        .extracting(FieldError::field, FieldError::code)
        .containsExactly(tuple("signBy", "day-over"));
  }

  private static SignerCandidate candidate(UserRole role, boolean certified) {
    return new SignerCandidate(
        PERSON, "n", "n", PERSON, "o", "corporation", role, false, certified, false);
  }

  private static org.assertj.core.groups.Tuple tuple(Object... values) {
    return org.assertj.core.groups.Tuple.tuple(values);
  }

  private static JsonObject form() {
    return new JsonObject()
        .put("summary", " 貸出契約のみ ")
        .put("amount", 10_000_000)
        .put("appliedOn", "2026-04-01")
        .put("plannedOn", "2026-04-30")
        .put(
            "documents",
            new JsonArray()
                .add(
                    new JsonObject()
                        .put("uploadId", UPLOAD.toString())
                        .put("kind", "contract")
                        .put("title", "金銭消費貸借契約書")))
        .put(
            "signers",
            new JsonArray()
                .add(
                    new JsonObject().put("userId", PERSON.toString()).put("standing", "borrower")));
  }
}
