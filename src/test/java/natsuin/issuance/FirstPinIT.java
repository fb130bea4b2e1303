package natsuin.issuance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import natsuin.kernel.UserRole;
import natsuin.requests.RequestReason;
import natsuin.testkit.World;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** 「初期PIN登録・証明書発行」. */
class FirstPinIT {
  @RegisterExtension static final World WORLD = new World().with("ceremony.hashing-queue", "200");

  private static Office office;

  @BeforeAll
  static void open() {
    office = new Office(WORLD);
  }

  @Test
  @DisplayName(
      "CERT-1, CERT-2: registered, issued, told by mail; the key is ciphertext all along, the"
          + " certificate names person and organization for five years")
  void whole() {
    var seat = office.representative();
    office.pinDue(seat, RequestReason.FIRST);
    assertThat(office.issues(seat).code()).isEqualTo("no-pin-registered");
    assertThat(office.registers(seat, Office.PIN).json().getString("stage"))
        .isEqualTo("registered");
    assertThat(
            office.count(
                "select count(*) from pending_credential where user_id = $1"
                    + " and position('302e020100'::text in encode(wrapped_key, 'hex')) = 0",
                seat.person().id()))
        .isEqualTo(1);
    assertThat(office.issues(seat).status()).isEqualTo(202);
    String credential = office.awaitIssued(seat);

    var row =
        WORLD
            .database()
            .client()
            .preparedQuery(
                """
                select subject, not_after - not_before > interval '1825 days' as years, state
                from certificate where user_id = $1
                """)
            .execute(io.vertx.sqlclient.Tuple.of(seat.person().id()))
            .await()
            .iterator()
            .next();
    String serialNumber = HexFormat.of().formatHex(credential.getBytes(StandardCharsets.US_ASCII));
    assertThat(row.getString("subject")).contains("CN=Taro Mihon", "O=Mihon", serialNumber);
    assertThat(row.getBoolean("years")).isTrue();
    assertThat(row.getString("state")).isEqualTo("issued");
    await().until(() -> !WORLD.mailTo(seat.person().email()).isEmpty());
    assertThat(WORLD.mailTo(seat.person().email()).getFirst().text())
        .contains(credential)
        .doesNotContain(Office.PIN);
    assertThat(
            office.count(
                "select count(*) from pending_credential where user_id = $1", seat.person().id()))
        .isZero();
    assertThat(seat.browser().get(seat.path("/signing")).json().getString("status"))
        .isEqualTo("can-sign");
  }

  @Test
  @DisplayName("CERT-1: a PIN against the rule is refused at its field")
  void policy() {
    var seat = office.representative();
    office.pinDue(seat, RequestReason.FIRST);
    Stream.of(
            "Short1", "nouppercase1", "NoDigitsHere", "With;semi1A", "全角Pin12345", "A1".repeat(17))
        .forEach(
            pin -> {
              var answer = office.registers(seat, pin);
              assertThat(answer.status()).as(pin).isEqualTo(422);
              assertThat(answer.json().getJsonArray("errors").getJsonObject(0).getString("field"))
                  .isEqualTo("pin");
            });
    assertThat(office.own(seat).containsKey("stage")).isFalse();
  }

  @Test
  @DisplayName("CERT-1: who closed the browser between 登録 and 発行 goes on later, elsewhere")
  void betweenRegisterAndIssue() {
    var seat = office.representative();
    office.pinDue(seat, RequestReason.FIRST);
    office.registers(seat, Office.PIN);
    var later = new Office.Seat(seat.person(), office.otherBrowser(seat));
    assertThat(office.own(later).getString("stage")).isEqualTo("registered");
    assertThat(office.issues(later).status()).isEqualTo(202);
    office.awaitIssued(later);
  }

  @Test
  @DisplayName("CERT-1: two windows register at the same time: one wins, the other is told")
  void twoWindows() {
    var seat = office.representative();
    int version = office.pinDue(seat, RequestReason.FIRST).version();
    var codes =
        IntStream.range(0, 4)
            .parallel()
            .mapToObj(
                n ->
                    seat.browser()
                        .put(
                            "/api/certificate-request/pin",
                            new JsonObject()
                                .put("pin", "Window" + n + "Pin")
                                .put("version", version)))
            .map(answer -> answer.status() == 200 ? "registered" : answer.code())
            .toList();
    assertThat(codes).containsOnlyOnce("registered").contains("changed-meanwhile");
  }

  @Test
  @DisplayName("Attack: 発行 pressed many times at once: one certificate")
  void pressedTwice() {
    var seat = office.representative();
    office.pinDue(seat, RequestReason.FIRST);
    office.registers(seat, Office.PIN);
    var statuses =
        IntStream.range(0, 8).parallel().mapToObj(n -> office.issues(seat).status()).toList();
    assertThat(statuses).allMatch(status -> status == 202 || status == 409);
    office.awaitIssued(seat);
    assertThat(
            office.count("select count(*) from certificate where user_id = $1", seat.person().id()))
        .isEqualTo(1);
  }

  @Test
  @DisplayName(
      "CERT-3: the new certificate takes the old one's place in one step: revoked as superseded,"
          + " its key destroyed")
  void superseded() {
    var seat = office.certified(office.representative());
    String old = office.own(seat).getJsonObject("credential").getString("credentialId");
    office.pinDue(seat, RequestReason.PIN_FORGOTTEN);
    assertThat(office.own(seat).getJsonObject("credential").getString("credentialId"))
        .as("usable until the new one is there")
        .isEqualTo(old);
    office.registers(seat, Office.PIN);
    office.issues(seat);
    assertThat(office.awaitIssued(seat)).isNotEqualTo(old);
    assertThat(
            office.count(
                """
                select count(*) from credential c join certificate x on x.serial = c.serial
                where c.credential_id = $1 and c.state = 'revoked' and x.state = 'revoked'
                  and x.revoked_reason = 'superseded' and length(c.wrapped_key) = 0
                """,
                old))
        .isEqualTo(1);
  }

  @Test
  @DisplayName("Attack: issue after the branch or a colleague cancelled the request")
  void cancelled() {
    var seat = office.representative();
    office.pinDue(seat, RequestReason.FIRST);
    office.registers(seat, Office.PIN);
    office.cancels(seat);
    assertThat(office.issues(seat).code()).isEqualTo("no-pin-due");
    assertThat(office.registers(seat, Office.PIN).code()).isEqualTo("no-pin-due");
  }

  @Test
  @DisplayName("Attack: a viewer registers a PIN")
  void viewer() {
    var viewer = office.colleague(office.representative(), UserRole.VIEWER);
    assertThat(office.registers(viewer, Office.PIN).status()).isEqualTo(403);
    assertThat(office.issues(viewer).status()).isEqualTo(403);
  }

  @Test
  @DisplayName(
      "OPS-2: a node died in the middle of an issue: once its lease is over another goes on")
  void diedInBetween() {
    var seat = office.representative();
    office.pinDue(seat, RequestReason.FIRST);
    office.registers(seat, Office.PIN);
    WORLD
        .database()
        .client()
        .preparedQuery(
            """
            update pending_credential
            set stage = 'activating', fence = 7, attempts = 1, lease_until = now() - interval '1 s'
            where user_id = $1
            """)
        .execute(io.vertx.sqlclient.Tuple.of(seat.person().id()))
        .await();
    office.awaitIssued(seat);
  }
}
