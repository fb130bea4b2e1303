package natsuin.issuance;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import natsuin.kernel.UserRole;
import natsuin.requests.RequestReason;
import natsuin.testkit.Browser;
import natsuin.testkit.Certifier;
import natsuin.testkit.World;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** 「署名用PIN変更」, 「署名用PINロック」, and those who guess. */
class PinIT {
  @RegisterExtension static final World WORLD = new World().with("ceremony.hashing-queue", "200");

  private static final String NEW = "Changed1Pin";

  private static Office office;

  @BeforeAll
  static void open() {
    office = new Office(WORLD);
  }

  @Test
  @DisplayName("CERT-5: changed: the old PIN opens nothing, the new one does; a mail says so")
  void changed() {
    var seat = office.certified(office.representative());
    assertThat(changes(seat, Certifier.PIN, "weak").status()).isEqualTo(422);
    assertThat(field(changes(seat, Certifier.PIN, "weak"))).isEqualTo("new");
    assertThat(field(changes(seat, Certifier.PIN, Certifier.PIN))).isEqualTo("new");
    assertThat(changes(seat, Certifier.PIN, NEW).status()).isEqualTo(204);
    assertThat(signs(seat, Certifier.PIN)).isEqualTo("pin-wrong");
    assertThat(signs(seat, NEW)).isEqualTo("accepted");
    org.awaitility.Awaitility.await()
        .until(
            () ->
                WORLD.mailTo(seat.person().email()).stream()
                    .anyMatch(
                        mail -> mail.subject().contains("署名用PIN変更") && !mail.text().contains(NEW)));
  }

  @Test
  @DisplayName("CERT-5: two windows change at the same time: one wins, nothing is half changed")
  void twoWindows() {
    var seat = office.certified(office.representative());
    var statuses =
        IntStream.range(0, 4)
            .parallel()
            .mapToObj(n -> changes(seat, Certifier.PIN, "Window" + n + "Pin").status())
            .toList();
    assertThat(statuses).containsOnlyOnce(204).isSubsetOf(204, 409, 422);
    int winner =
        (int)
            IntStream.range(0, 4)
                .filter(n -> signs(seat, "Window" + n + "Pin").equals("accepted"))
                .count();
    assertThat(winner).isEqualTo(1);
  }

  @Test
  @DisplayName(
      "Attack: PINs guessed in parallel at PIN change and at signing count together: five, then the"
          + " right one opens nothing either")
  void bruteForce() {
    var seat = office.certified(office.representative());
    String mandate = drafts(seat);
    var answers =
        IntStream.range(0, 24)
            .parallel()
            .mapToObj(
                n ->
                    n % 2 == 0
                        ? changes(seat, "Guess" + n + "Pin", NEW).code()
                        : signs(seat, mandate, "Guess" + n + "Pin"))
            .toList();
    assertThat(answers).isSubsetOf("pin-wrong", "pin-locked");
    assertThat(answers.stream().filter("pin-wrong"::equals)).hasSizeLessThanOrEqualTo(4);
    assertThat(signs(seat, mandate, Certifier.PIN)).isEqualTo("pin-locked");
    assertThat(changes(seat, Certifier.PIN, NEW).code()).isEqualTo("pin-locked");
  }

  @Test
  @DisplayName(
      "CERT-2, CERT-6: a lock by wrong PINs ends by itself, or is lifted by an administrator")
  void wrongPinsLock() {
    var seat = office.certified(office.representative());
    var administrator = office.colleague(seat, UserRole.ADMINISTRATOR);
    for (int n = 0; n < 5; n++) {
      changes(seat, "Guess" + n + "Pin", NEW);
    }
    var shown = administrator.browser().get(seat.path("/signing")).json();
    assertThat(shown.getString("status")).isEqualTo("pin-locked");
    assertThat(shown.getJsonObject("credential").getString("lockedUntil")).isNotNull();
    var lifted = administrator.browser().delete(seat.path("/pin-lock"));
    assertThat(lifted.json().getString("status")).isEqualTo("can-sign");
    assertThat(signs(seat, Certifier.PIN)).isEqualTo("accepted");

    for (int n = 0; n < 5; n++) {
      changes(seat, "Guess" + n + "Pin", NEW);
    }
    WORLD.clock().advance(Duration.ofHours(25));
    var later = new Office.Seat(seat.person(), office.otherBrowser(seat));
    String after = signs(later, Certifier.PIN);
    assertThat(after).isEqualTo("accepted");
  }

  @Test
  @DisplayName("CERT-6: locked by hand it stays locked; a lock by hand is not opened by time")
  void byHand() {
    var seat = office.certified(office.representative());
    var signer = office.certified(office.colleague(seat, UserRole.SIGNER));
    assertThat(seat.browser().put(signer.path("/pin-lock")).json().getString("status"))
        .isEqualTo("pin-locked");
    assertThat(changes(signer, Certifier.PIN, NEW).code()).isEqualTo("pin-locked-for-good");
    WORLD.clock().advance(Duration.ofDays(40));
    var later = new Office.Seat(signer.person(), office.otherBrowser(signer));
    assertThat(changes(later, Certifier.PIN, NEW).code()).isEqualTo("pin-locked-for-good");
    var lifter = new Office.Seat(seat.person(), office.otherBrowser(seat));
    assertThat(lifter.browser().delete(signer.path("/pin-lock")).status()).isEqualTo(200);
    assertThat(changes(later, Certifier.PIN, NEW).status()).isEqualTo(204);
  }

  @Test
  @DisplayName("OPS-2, fault: wrong PINs at a node of the version before; a lock by hand holds")
  void versionBefore() {
    var seat = office.certified(office.representative());
    var signer = office.certified(office.colleague(seat, UserRole.SIGNER));
    change(
        "update credential set state = 'locked', locked_until = $2 where user_id = $1",
        signer.person().id(),
        WORLD.clock().instant().plus(Duration.ofHours(1)).atOffset(ZoneOffset.UTC));
    assertThat(seat.browser().put(signer.path("/pin-lock")).status()).isEqualTo(200);
    WORLD.clock().advance(Duration.ofDays(40));
    var later = new Office.Seat(signer.person(), office.otherBrowser(signer));
    assertThat(changes(later, Certifier.PIN, NEW).code()).isEqualTo("pin-locked-for-good");
  }

  @Test
  @DisplayName("Race: the key ends while it is being locked: nobody is told that it is locked")
  void endsWhileLocked() {
    var seat = office.certified(office.representative());
    var signer = office.certified(office.colleague(seat, UserRole.SIGNER));
    var put =
        WORLD
            .database()
            .tx(
                tx ->
                    tx.preparedQuery("update credential set state = 'revoked' where user_id = $1")
                        .execute(Tuple.of(signer.person().id()))
                        .compose(
                            ended ->
                                Future.fromCompletionStage(
                                    CompletableFuture.supplyAsync(
                                        () -> waitingLock(seat, signer),
                                        Thread::startVirtualThread))))
            .await();
    assertThat(put.join().code()).isEqualTo("changed-meanwhile");
    assertThat(state(signer)).isEqualTo("revoked");
  }

  @Test
  @DisplayName("CERT-6, attack: who was locked by hand gets round it with a new certificate")
  void lockOutlivesTheCertificate() {
    var seat = office.certified(office.representative());
    var signer = office.certified(office.colleague(seat, UserRole.SIGNER));
    seat.browser().put(signer.path("/pin-lock"));
    office.pinDue(signer, RequestReason.PIN_FORGOTTEN);
    office.getsCertificate(signer, NEW);
    assertThat(changes(signer, NEW, Certifier.PIN).code()).isEqualTo("pin-locked-for-good");
    assertThat(seat.browser().delete(signer.path("/pin-lock")).status()).isEqualTo(200);
    assertThat(changes(signer, NEW, Certifier.PIN).status()).isEqualTo(204);
  }

  @Test
  @DisplayName("CERT-3: who forgot the PIN and locked the key by it begins free with the new one")
  void wrongPinsEndWithTheCertificate() {
    var seat = office.certified(office.representative());
    for (int n = 0; n < 5; n++) {
      changes(seat, "Guess" + n + "Pin", NEW);
    }
    office.pinDue(seat, RequestReason.PIN_FORGOTTEN);
    office.getsCertificate(seat, NEW);
    assertThat(changes(seat, NEW, Certifier.PIN).status()).isEqualTo(204);
  }

  @Test
  @DisplayName(
      "Attack: locks and requests of oneself, of a leader by a signer, of another organization")
  void notTheirs() {
    var seat = office.certified(office.representative());
    var signer = office.certified(office.colleague(seat, UserRole.SIGNER));
    var stranger = office.certified(office.representative());
    assertThat(locks(seat, seat)).containsOnly(403);
    assertThat(locks(signer, signer)).containsOnly(403);
    assertThat(locks(signer, seat)).containsOnly(404);
    assertThat(locks(stranger, signer)).containsOnly(404);
    var body = new JsonObject().put("reason", "pin-forgotten");
    assertThat(stranger.browser().post(seat.path("/certificate-requests"), body).status())
        .isEqualTo(404);
    assertThat(signer.browser().post(seat.path("/certificate-requests"), body).status())
        .isEqualTo(404);
  }

  private static List<Integer> locks(Office.Seat by, Office.Seat of) {
    return List.of(
        by.browser().put(of.path("/pin-lock")).status(),
        by.browser().delete(of.path("/pin-lock")).status());
  }

  private static Browser.Answer changes(Office.Seat seat, String current, String next) {
    return seat.browser()
        .put("/api/pin", new JsonObject().put("current", current).put("new", next));
  }

  private static void change(String sql, Object... values) {
    WORLD.database().client().preparedQuery(sql).execute(Tuple.from(values)).await();
  }

  /** An answer on its way, held up by what somebody else's transaction has changed. */
  private static CompletableFuture<Browser.Answer> waitingLock(Office.Seat by, Office.Seat of) {
    var put =
        CompletableFuture.supplyAsync(
            () -> by.browser().put(of.path("/pin-lock")), Thread::startVirtualThread);
    org.awaitility.Awaitility.await()
        .until(() -> office.count("select count(*) from pg_locks where not granted") > 0);
    return put;
  }

  private static String state(Office.Seat seat) {
    return WORLD
        .database()
        .client()
        .preparedQuery("select state from credential where user_id = $1")
        .execute(Tuple.of(seat.person().id()))
        .await()
        .iterator()
        .next()
        .getString(0);
  }

  private static String field(Browser.Answer answer) {
    return answer.json().getJsonArray("errors").getJsonObject(0).getString("field");
  }

  private static String drafts(Office.Seat seat) {
    var agent =
        new JsonObject()
            .put("familyName", "見本")
            .put("givenName", "次郎")
            .put("familyKana", "ミホン")
            .put("givenKana", "ジロウ")
            .put("role", "signer");
    var answer =
        seat.browser()
            .post("/api/mandates", new JsonObject().put("purpose", "new-user").put("agent", agent));
    assertThat(answer.status()).as(answer.http().body()).isEqualTo(201);
    return answer.json().getString("id");
  }

  private static String signs(Office.Seat seat, String pin) {
    return signs(seat, drafts(seat), pin);
  }

  /** What becomes of this PIN where something is to be signed. */
  private static String signs(Office.Seat seat, String mandate, String pin) {
    var answer =
        seat.browser()
            .post(
                "/api/mandates/" + mandate + "/signature-requests",
                new JsonObject().put("pin", pin));
    return answer.status() == 201 ? "accepted" : answer.code();
  }
}
