package natsuin.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import natsuin.audit.AuditChain;
import natsuin.demo.Hold.Place;
import natsuin.testkit.HeldTransaction;
import natsuin.uploads.Samples;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * OPS-1, OPS-2: one of three nodes under load is killed with -9 in the middle of a statement.
 * Either the statement is done though nobody hears of it, or it is not: both happen.
 */
@Tag("faults")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class IssuingDeathsIT {
  private static UnderLoad people;
  private static Truth truth;

  @BeforeAll
  static void start() throws Exception {
    people = UnderLoad.apart(new JsonObject());
    truth = people.truth();
    Hold.prepare(truth.database());
  }

  @AfterAll
  static void stop() throws Exception {
    people.close();
  }

  @Order(2)
  @ParameterizedTest(name = "{0}, said {1}")
  @CsvSource({
    "ISSUE_PREPARING, and done",
    "ISSUE_CERTIFYING, in vain",
    "ISSUE_ACTIVATING, and done"
  })
  @DisplayName(
      "CERT-3, Fault: kill -9 of a node at a stage of a certificate's issue: one certificate comes"
          + " of it, no other stays valid")
  void issuing(Place place, String end) throws Exception {
    var applicant = new Applicant(people.machine().address(), truth.database());
    applicant.registersPin();
    var death = new Death(people, place, end, applicant::presses);
    death.isOver(applicant::hasCertificate);
    assertThat(applicant.validCertificates()).isEqualTo(1);
  }

  @Order(3)
  @ParameterizedTest(name = "{0}, said {1}")
  @CsvSource({
    "FILE_CERTIFICATE, and done, komakusa01, Koma#2026a, misawa@komakusa.example.jp",
    "FILE_PACKED, in vain, komakusa02, Kusa!3033b, chiba@komakusa.example.jp"
  })
  @DisplayName(
      "EMP-6, Fault: kill -9 of a node while it makes a PKCS#12 file: its certificate is revoked,"
          + " the user tries again and gets one")
  void file(Place place, String end, String userId, String password, String email)
      throws Exception {
    var machine = people.machine();
    var computer =
        new EmployersComputer(machine.employers(), machine.address(), userId, password, email)
            .authenticates();
    var death = new Death(people, place, end, () -> CompletableFuture.runAsync(computer::issue));
    death.isOver(computer::getsFile);
    assertThat(
            truth.number(
                """
                select count(*) from client_certificate c join certificate x using (serial)
                join employer_user u on u.id = c.user_id
                where u.user_id = $1 and x.state = 'issued'
                """,
                userId))
        .isEqualTo(1);
  }

  @Order(4)
  @ParameterizedTest(name = "{0}, said {1}")
  @CsvSource({"SCAN_CLAIMED, and done", "SCAN_SETTLED, in vain"})
  @DisplayName("DOC-4, Fault: kill -9 of a node while a file is scanned: another scans it")
  void scanning(Place place, String end) throws Exception {
    var newcomer = new Newcomer(people.machine().address());
    String name = place + ".png";
    var file = new CompletableFuture<String>();
    var death =
        new Death(
            people,
            place,
            end,
            () ->
                CompletableFuture.runAsync(
                    () -> file.complete(newcomer.sends(name, Samples.picture("png")))));
    String id = death.subject();
    death.isOver(
        () ->
            truth.says(
                "select state = 'clean' from uploaded_file where id = $1", UUID.fromString(id)));
    newcomer.deletes(id);
  }

  @Order(5)
  @Test
  @DisplayName("OPS-2: after all of these deaths everything that was promised is there, once")
  void truth() {
    truth.holds();
  }

  @Order(6)
  @ParameterizedTest
  @EnumSource
  @DisplayName("each question that is asked of the database can be answered with yes")
  void doctored(Wrong wrong) {
    people.load().close();
    try (var tx = new HeldTransaction(truth.database())) {
      wrong.doctor(tx.connection());
      var told = List.of(UUID.randomUUID().toString());
      assertThat(wrong.cases(tx.connection(), told)).isNotEmpty();
    }
  }

  @Order(7)
  @Test
  @DisplayName("so can those about the audit chain, mails, locks, and signed documents")
  void doctoredElsewhere() {
    try (var tx = new HeldTransaction(truth.database())) {
      tx.connection()
          .query(
              """
              alter table audit_event disable trigger audit_event_append_only;
              update audit_event set actor = 'somebody else' where seq = 7
              """)
          .execute()
          .await();
      assertThat(AuditChain.verify(tx.connection(), Optional.empty(), checked -> {}))
          .isNotInstanceOf(AuditChain.Verdict.Intact.class);
    }
    assertThat(truth.notArrived(List.of(UUID.randomUUID().toString()))).isNotEmpty();
    assertThat(truth.refusal(DemoPeople.GUARANTOR, DemoPeople.GUARANTOR.password())).isEmpty();
    byte[] pdf = truth.documents(truth.acknowledged(Load.SIGNED).getFirst()).getFirst();
    truth.strangersAgree(pdf);
    pdf[pdf.length / 20] ^= 1;
    assertThatThrownBy(() -> truth.strangersAgree(pdf)).isInstanceOf(AssertionError.class);
  }
}
