package natsuin.mandates;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.stream.IntStream;
import natsuin.kernel.UserRole;
import natsuin.otp.Otp;
import natsuin.otp.OtpIssue;
import natsuin.otp.OtpPurpose;
import natsuin.testkit.Browser;
import natsuin.testkit.Certifier;
import natsuin.testkit.World;
import natsuin.vault.KeyedHash;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What must not work with powers of attorney. */
class MandateAttackIT {
  @RegisterExtension static final World WORLD = new World().with("ceremony.hashing-queue", "200");

  private static Signing signing;

  @BeforeAll
  static void open() {
    signing = new Signing(WORLD);
  }

  @Test
  @DisplayName("Attack: another organization's power of attorney")
  void otherOrganization() {
    var seat = signing.representative();
    var agent = signing.colleague(seat, UserRole.SIGNER);
    var stranger = signing.representative();
    var theirs = signing.colleague(stranger, UserRole.SIGNER);
    String mandate = signedFor(seat, agent);
    assertThat(stranger.browser().get(Signing.path(mandate)).status()).isEqualTo(404);
    assertThat(stranger.browser().get(Signing.path(mandate) + "/content").status()).isEqualTo(404);
    assertThat(signing.pin(stranger, mandate, Certifier.PIN).status()).isEqualTo(404);
    assertThat(use(stranger, mandate, theirs)).isEqualTo("mandate-missing");
    assertThat(use(stranger, mandate, agent)).isEqualTo("not-found");
    assertThat(use(seat, mandate, agent)).isEqualTo("used");
  }

  @Test
  @DisplayName("Attack: a colleague signs what another drafted")
  void colleagueSigns() {
    var seat = signing.representative();
    var administrator = signing.colleague(seat, UserRole.ADMINISTRATOR);
    var signer = signing.colleague(seat, UserRole.SIGNER);
    String mandate = signing.drafts(seat);
    assertThat(signing.pin(administrator, mandate, Certifier.PIN).status()).isEqualTo(404);
    assertThat(signing.pin(signer, mandate, Certifier.PIN).status()).isEqualTo(403);
    assertThat(signer.browser().get(Signing.path(mandate)).status()).isEqualTo(404);
  }

  @Test
  @DisplayName("Attack: used twice, also at the same moment")
  void usedTwice() {
    var seat = signing.representative();
    var agent = signing.colleague(seat, UserRole.SIGNER);
    String mandate = signedFor(seat, agent);
    var answers =
        IntStream.range(0, 6).parallel().mapToObj(n -> use(seat, mandate, agent)).toList();
    assertThat(answers).containsOnlyOnce("used").contains("request-open");
    cancelRequests(agent);
    assertThat(use(seat, mandate, agent)).isEqualTo("mandate-used");
  }

  @Test
  @DisplayName("Attack: used for somebody else than it names")
  void otherAgent() {
    var seat = signing.representative();
    var agent = signing.colleague(seat, UserRole.SIGNER);
    var other = signing.colleague(seat, UserRole.SIGNER);
    String mandate = signedFor(seat, agent);
    assertThat(use(seat, mandate, other)).isEqualTo("mandate-other");
    assertThat(use(seat, signing.signed(seat), agent))
        .as("one for a new user")
        .isEqualTo("mandate-other");
    assertThat(use(seat, mandate, agent)).isEqualTo("used");
  }

  @Test
  @DisplayName("Attack: used unsigned, or after its time")
  void unsignedOrLate() {
    var seat = signing.representative();
    var agent = signing.colleague(seat, UserRole.ADMINISTRATOR);
    assertThat(use(seat, draftFor(seat, agent), agent)).isEqualTo("mandate-unsigned");
    String mandate = signedFor(seat, agent);
    WORLD
        .database()
        .client()
        .preparedQuery("update mandate set valid_until = $2 where id = $1")
        .execute(
            Tuple.of(
                UUID.fromString(mandate),
                WORLD.clock().instant().minusSeconds(1).atOffset(ZoneOffset.UTC)))
        .await();
    assertThat(use(seat, mandate, agent)).isEqualTo("mandate-expired");
  }

  @Test
  @DisplayName("Attack: the draft is swapped after the code was entered")
  void draftSwapped() {
    var seat = signing.representative();
    String mandate = signing.drafts(seat);
    var asked = signing.authorizes(seat, mandate);
    WORLD
        .database()
        .client()
        .preparedQuery("update mandate set draft_sha256 = $2 where id = $1")
        .execute(Tuple.of(UUID.fromString(mandate), io.vertx.core.buffer.Buffer.buffer("other")))
        .await();
    assertThat(Signing.signs(seat, asked).code()).isEqualTo("mandate-changed");
  }

  @Test
  @DisplayName("Attack: the code for one power of attorney entered for another")
  void codeOfAnother() {
    var seat = signing.representative();
    var first = signing.asks(seat, signing.drafts(seat));
    var second = signing.asks(seat, signing.drafts(seat));
    assertThat(Signing.code(seat, second, first.code()).status()).isEqualTo(422);
    assertThat(Signing.code(seat, second, second.code()).status()).isEqualTo(200);
  }

  @Test
  @DisplayName(
      "Attack: a code that approves a contract's signature entered for a power of attorney")
  void codeOfAContract() {
    var seat = signing.representative();
    var asked = signing.asks(seat, signing.drafts(seat));
    var node = WORLD.node();
    var otp =
        new Otp(
            node.redis(),
            WORLD.clock(),
            purpose -> node.configuration().mypageRules().code(),
            new KeyedHash(node.keys().master(), "otp"));
    byte[] bound =
        WORLD
            .database()
            .client()
            .preparedQuery("select digest from mandate_signature_request where id = $1")
            .execute(Tuple.of(UUID.fromString(asked.request())))
            .await()
            .iterator()
            .next()
            .getBuffer("digest")
            .getBytes();
    var issued =
        (OtpIssue.Issued)
            otp.issue(seat.person().id(), seat.person().email(), OtpPurpose.SIGNING, bound).await();
    assertThat(Signing.code(seat, asked, issued.code()).code()).isEqualTo("code-wrong");
    assertThat(Signing.code(seat, asked, asked.code()).status()).isEqualTo(200);
  }

  @Test
  @DisplayName("Attack: 「電子署名」 without the code, or from another browser")
  void withoutCode() {
    var seat = signing.representative();
    var asked = signing.asks(seat, signing.drafts(seat));
    assertThat(Signing.signs(seat, asked).code()).isEqualTo("code-missing");
    var elsewhere = new Signing.Seat(seat.person(), new Browser(WORLD).loggedIn(seat.person()));
    assertThat(Signing.code(elsewhere, asked, asked.code()).code()).isEqualTo("other-browser");
    assertThat(Signing.code(seat, asked, asked.code()).status()).isEqualTo(200);
    assertThat(Signing.signs(elsewhere, asked).code()).isEqualTo("other-browser");
    assertThat(Signing.signs(seat, asked).status()).isEqualTo(200);
  }

  @Test
  @DisplayName("Attack: 「電子署名」 pressed many times at once: one signature")
  void pressedTwice() {
    var seat = signing.representative();
    String mandate = signing.drafts(seat);
    var asked = signing.authorizes(seat, mandate);
    var answers =
        IntStream.range(0, 6)
            .parallel()
            .mapToObj(n -> Signing.signs(seat, asked))
            .map(answer -> answer.status() == 200 ? "signed" : answer.code())
            .toList();
    assertThat(answers)
        .contains("signed")
        .isSubsetOf("signed", "mandate-being-signed", "mandate-signed", "request-expired");
    long begun =
        WORLD
            .database()
            .client()
            .preparedQuery("select fence from mandate where id = $1")
            .execute(Tuple.of(UUID.fromString(mandate)))
            .await()
            .iterator()
            .next()
            .getLong("fence");
    assertThat(begun).isEqualTo(1);
  }

  @Test
  @DisplayName("OPS-2: a node died while signing: after its lease the user may press again")
  void nodeDied() {
    var seat = signing.representative();
    String mandate = signing.drafts(seat);
    var asked = signing.authorizes(seat, mandate);
    var db = WORLD.database().client();
    db.preparedQuery(
            "update mandate set state = 'signing', fence = 1, lease_until = now() + interval '60 s'"
                + " where id = $1")
        .execute(Tuple.of(UUID.fromString(mandate)))
        .await();
    assertThat(Signing.signs(seat, asked).code()).isEqualTo("mandate-being-signed");
    db.preparedQuery("update mandate set lease_until = now() - interval '1 s' where id = $1")
        .execute(Tuple.of(UUID.fromString(mandate)))
        .await();
    assertThat(Signing.signs(seat, asked).status()).isEqualTo(200);
  }

  @Test
  @DisplayName("Attack: locked by a colleague between code and 「電子署名」 (CERT-6)")
  void lockedMeanwhile() {
    var seat = signing.representative();
    var administrator = signing.colleague(seat, UserRole.ADMINISTRATOR);
    var asked = signing.authorizes(seat, signing.drafts(seat));
    var lock = "/api/users/" + seat.person().id() + "/pin-lock";
    assertThat(administrator.browser().put(lock, new JsonObject()).status()).isEqualTo(200);
    assertThat(Signing.signs(seat, asked).status()).isEqualTo(423);
    assertThat(administrator.browser().delete(lock).status()).isEqualTo(200);
    assertThat(Signing.signs(seat, asked).status()).isEqualTo(200);
  }

  /** A power of attorney for this colleague's certificate, signed. */
  private static String signedFor(Signing.Seat grantor, Signing.Seat agent) {
    var asked = draftFor(grantor, agent);
    var answer = Signing.signs(grantor, signing.authorizes(grantor, asked));
    assertThat(answer.status()).as(answer.http().body()).isEqualTo(200);
    return asked;
  }

  private static String draftFor(Signing.Seat grantor, Signing.Seat agent) {
    var body =
        new JsonObject()
            .put("purpose", "certificate-request")
            .put("user", agent.person().id().toString());
    return grantor.browser().post("/api/mandates", body).json().getString("id");
  }

  /** What becomes of it: used, or the complaint. */
  private static String use(Signing.Seat grantor, String mandate, Signing.Seat agent) {
    var answer =
        grantor
            .browser()
            .post(
                "/api/users/" + agent.person().id() + "/certificate-requests",
                new JsonObject().put("reason", "pin-forgotten").put("mandate", mandate));
    return switch (answer.status()) {
      case 201 -> "used";
      case 422 -> answer.json().getJsonArray("errors").getJsonObject(0).getString("code");
      default -> answer.code();
    };
  }

  private static void cancelRequests(Signing.Seat agent) {
    WORLD
        .database()
        .client()
        .preparedQuery("update certificate_request set state = 'cancelled' where user_id = $1")
        .execute(Tuple.of(agent.person().id()))
        .await();
  }
}
