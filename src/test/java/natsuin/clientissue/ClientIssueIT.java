package natsuin.clientissue;

import static natsuin.testkit.EmployerSeat.ISSUANCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import natsuin.boot.Node;
import natsuin.boot.embedded.Mail;
import natsuin.kernel.BankTime;
import natsuin.testkit.Browser;
import natsuin.testkit.EmployerSeat;
import natsuin.testkit.Employers;
import natsuin.testkit.TlsClient;
import natsuin.testkit.World;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The interface, with two nodes; the last test turns the clock by more than a year. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@DisplayName("The issue of client certificates over the interface (EMP-6, EMP-7)")
class ClientIssueIT {
  @RegisterExtension static final World WORLD = new World().with("schedule.look-every", "300 ms");

  private static Employers employers;
  private static Node second;

  @BeforeAll
  static void open() throws IOException {
    employers = new Employers(WORLD);
    second = WORLD.anotherNode();
  }

  private static EmployerSeat seat(Employers.Member member) {
    return new EmployerSeat(WORLD, member);
  }

  private static JsonObject state(EmployerSeat seat) {
    return seat.browser().get(ISSUANCE).json();
  }

  private static String certificateState(String serial) {
    return text("select state from certificate where serial = $1", serial);
  }

  private static String text(String sql, Object... values) {
    var rows = WORLD.database().client().preparedQuery(sql).execute(Tuple.from(values)).await();
    return rows.size() == 0 ? "" : String.valueOf(rows.iterator().next().getValue(0));
  }

  private static int certificates(Employers.Member member) {
    return Integer.parseInt(
        text("select count(*) from client_certificate where user_id = $1", member.id()));
  }

  private static List<Mail> mails(Employers.Member member, String subject) {
    return WORLD.mailTo(member.email()).stream()
        .filter(mail -> mail.subject().contains(subject))
        .toList();
  }

  private static void awaitMail(Employers.Member member, String subject) {
    await().atMost(Duration.ofSeconds(30)).until(() -> !mails(member, subject).isEmpty());
  }

  @Test
  @Order(1)
  @DisplayName(
      "EMP-6: user ID and password, the code, 「発行」: the file opens by the login password, is named"
          + " as the guide says, and a mail tells of it; once means once")
  void issues() {
    var member = employers.general();
    var seat = seat(member).authenticates();
    assertThat(state(seat).getString("state")).isEqualTo("ready");
    seat.fetches("p12", "ec-p256");
    assertThat(seat.certificate().getSubjectX500Principal().getName())
        .contains("CN=" + member.userId());
    assertThat(seat.certificate().getPublicKey().getAlgorithm()).isEqualTo("EC");
    var state = state(seat);
    assertThat(state.getString("state")).isIn("certified", "handed-over");
    assertThat(state.getString("serial")).isEqualTo(seat.serial());
    assertThat(state.getString("fileName")).matches(member.userId() + "\\d{14}\\.p12");
    assertThat(state.getString("lastDay"))
        .isEqualTo(BankTime.today(WORLD.clock()).plusDays(365).toString());
    assertThat(seat.receipt("another".getBytes(StandardCharsets.UTF_8)).code())
        .isEqualTo("receipt-wrong");
    seat.received().received();
    assertThat(state(seat).getString("state")).isEqualTo("received");
    assertThat(seat.issue("p12", "ec-p256").code()).isEqualTo("already-issued");
    awaitMail(member, "電子証明書発行のお知らせ");
    assertThat(mails(member, "電子証明書発行のお知らせ").getFirst().text()).contains(member.userId());
    var anew = seat(member).password(Employers.PASSWORD);
    assertThat(anew.status()).isEqualTo(409);
    assertThat(anew.code()).isEqualTo("certificate-still-valid");
    assertThat(anew.json().getString("renewableFrom"))
        .isEqualTo(BankTime.today(WORLD.clock()).plusDays(335).toString());
    assertThat(seat(member).password("Wrong#26ab").code())
        .as("whoever does not know the password learns nothing of certificates")
        .isEqualTo("login-refused");
    assertThat(
            text(
                "select string_agg(action, ' ' order by seq) from audit_event where subject = $1",
                "employer-user:" + member.id()))
        .contains(
            "login.code-sent client-issue.begun client-issue.started client-certificate.issued"
                + " client-certificate.handed-over client-certificate.received")
        .contains("client-issue.refused");
    assertThat(seat.browser().delete(ISSUANCE).status()).isEqualTo(204);
    assertThat(seat.browser().get(ISSUANCE).status()).isEqualTo(401);
  }

  @Test
  @Order(2)
  @DisplayName("EMP-6: an RSA key, and the form for old systems")
  void otherKinds() {
    var rsa = seat(employers.general()).authenticates().fetches("p12", "rsa-2048").received();
    assertThat(rsa.certificate().getPublicKey().getAlgorithm()).isEqualTo("RSA");
    var old = seat(employers.general()).authenticates().fetches("p12-legacy", "rsa-2048");
    assertThat(old.certificate().getPublicKey().getAlgorithm()).isEqualTo("RSA");
    var seat = seat(employers.general()).authenticates();
    assertThat(seat.issue("p12", "dsa-1024").status()).isEqualTo(422);
    assertThat(
            seat.browser()
                .post(
                    ISSUANCE + "/certificate-request",
                    new JsonObject().put("csr", "-----BEGIN CERTIFICATE REQUEST-----"))
                .status())
        .isEqualTo(422);
    seat.fetches("p12", "ec-p256");
    assertThat(seat.serial()).as("a refused wish uses nothing up").isNotEmpty();
  }

  @Test
  @Order(3)
  @DisplayName(
      "Attack: eight requests at once, from two tabs on two nodes: one file, one certificate")
  void allAtOnce() throws Exception {
    var member = employers.general();
    var seat = seat(member).authenticates();
    var there = Browser.overTls(WORLD, second, TlsClient.anonymous());
    for (String name :
        List.of("natsuin_issuance", "natsuin_issuance_kept", "natsuin_issuance_attempt")) {
      there.withCookie(name, seat.browser().cookie(name));
    }
    var body = new JsonObject().put("format", "p12").put("algorithm", "rsa-2048");
    try (var threads = Executors.newFixedThreadPool(8)) {
      var answers =
          IntStream.range(0, 8)
              .mapToObj(
                  i ->
                      CompletableFuture.supplyAsync(
                          () ->
                              i % 2 == 0
                                  ? seat.issue("p12", "rsa-2048").status()
                                  : there.post(ISSUANCE + "/certificate", body).status(),
                          threads))
              .toList();
      var statuses = answers.stream().map(CompletableFuture::join).toList();
      assertThat(statuses).containsOnlyOnce(200);
      assertThat(statuses).containsOnly(200, 409);
    }
    assertThat(certificates(member)).isEqualTo(1);
  }

  @Test
  @Order(4)
  @DisplayName(
      "Attack: a second session that was open before does not get a second file; it is told that"
          + " another was faster")
  void twoSessions() {
    var member = employers.general();
    var one = seat(member).authenticates();
    var other = new EmployerSeat(WORLD, second, member).authenticates();
    one.fetches("p12", "ec-p256").received();
    assertThat(other.issue("p12", "ec-p256").code()).isEqualTo("certificate-still-valid");
    assertThat(state(other).getString("state")).isEqualTo("elsewhere");
    assertThat(other.receipt(one.file()).code()).isEqualTo("receipt-wrong");
    assertThat(certificates(member)).isEqualTo(1);
  }

  @Test
  @Order(5)
  @DisplayName("EMP-6: a node that is restarted between code and 「発行」 costs nothing")
  void anotherNodeGoesOn() {
    var seat = seat(employers.general()).authenticates();
    var there = Browser.overTls(WORLD, second, TlsClient.anonymous());
    for (String name : List.of("natsuin_issuance", "natsuin_issuance_kept")) {
      there.withCookie(name, seat.browser().cookie(name));
    }
    var answer =
        there.post(
            ISSUANCE + "/certificate",
            new JsonObject().put("format", "p12").put("algorithm", "ec-p256"));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(seat.imports(answer.bytes()).serial()).isNotEmpty();
  }

  @Test
  @Order(6)
  @DisplayName(
      "Attack: another's cookies: a session opens no file without the password that was kept for"
          + " this very user")
  void anothersCookies() {
    var victim = seat(employers.general()).authenticates();
    var thief = seat(employers.general()).authenticates();
    var mixed =
        Browser.overTls(WORLD, WORLD.node(), TlsClient.anonymous())
            .withCookie("natsuin_issuance", victim.browser().cookie("natsuin_issuance"))
            .withCookie("natsuin_issuance_kept", thief.browser().cookie("natsuin_issuance_kept"));
    var body = new JsonObject().put("format", "p12").put("algorithm", "ec-p256");
    assertThat(mixed.post(ISSUANCE + "/certificate", body).code())
        .isEqualTo("issue-attempt-expired");
    var bare =
        Browser.overTls(WORLD, WORLD.node(), TlsClient.anonymous())
            .withCookie("natsuin_issuance", victim.browser().cookie("natsuin_issuance"))
            .withCookie("natsuin_issuance_kept", "A".repeat(64));
    assertThat(bare.post(ISSUANCE + "/certificate", body).code())
        .isEqualTo("issue-attempt-expired");
    assertThat(certificates(victim.member())).isZero();
    victim.fetches("p12", "ec-p256");
    assertThat(victim.serial()).isNotEmpty();
  }

  @Test
  @Order(7)
  @DisplayName("EMP-6: a password that was changed after ④ is not the file's: begin again")
  void changedMeanwhile() {
    var member = employers.general();
    var seat = seat(member).authenticates();
    text(
        "update employer_user set password_hash = (select password_hash from employer_user"
            + " where id = $1) where id = $2 returning ''",
        employers.newGeneral(member.company()).id(),
        member.id());
    assertThat(seat.issue("p12", "ec-p256").code()).isEqualTo("issue-attempt-expired");
    assertThat(certificates(member)).isZero();
  }

  @Test
  @Order(8)
  @DisplayName(
      "EMP-5: a general user's initial password leads to one's own, which is set only once the code"
          + " is right; then the issue")
  void firstRegistration() {
    var member = employers.newGeneral(employers.company());
    var seat = seat(member);
    var initial = seat.password(Employers.INITIAL);
    assertThat(initial.status()).isEqualTo(200);
    assertThat(initial.json().getString("next")).isEqualTo("new-password");
    assertThat(chooses(seat, "short").status()).isEqualTo(422);
    assertThat(chooses(seat, Employers.INITIAL).json().getJsonArray("errors").encode())
        .contains("password-same");
    int mails = WORLD.mailTo(member.email()).size();
    assertThat(chooses(seat, Employers.PASSWORD).status()).isEqualTo(202);
    assertThat(seat(member).password(Employers.PASSWORD).code())
        .as("not set yet")
        .isEqualTo("login-refused");
    assertThat(seat.code("000000").status()).isEqualTo(422);
    String code = seat.browser().nextCode(member.email(), mails);
    assertThat(seat.code(code).status()).isEqualTo(200);
    assertThat(seat(member).password(Employers.INITIAL).code()).isEqualTo("login-refused");
    seat.fetches("p12", "ec-p256").received();
    assertThat(seat.serial()).isNotEmpty();
    assertThat(
            text(
                "select registered_at is not null and password_expires_at is null"
                    + " from employer_user where id = $1",
                member.id()))
        .isEqualTo("true");
  }

  private static Browser.Answer chooses(EmployerSeat seat, String password) {
    return seat.browser().put(ISSUANCE + "/password", new JsonObject().put("new", password));
  }

  @Test
  @Order(9)
  @DisplayName(
      "SEC-1: neither password nor key nor file is in a table, in Redis, in a file or a log")
  void nothingIsLeft() throws Exception {
    var member = employers.general();
    try (var log = new Footprints.Log()) {
      var seat = seat(member);
      int mails = WORLD.mailTo(member.email()).size();
      seat.password(Employers.PASSWORD);
      Footprints.assertNone(WORLD, log, Footprints.of(Employers.PASSWORD));
      seat.code(seat.browser().nextCode(member.email(), mails));
      seat.fetches("p12", "ec-p256").received();
      Footprints.assertNone(
          WORLD,
          log,
          Footprints.of(Employers.PASSWORD),
          Footprints.of(seat.file()),
          Footprints.of(seat.privateKey().getEncoded()),
          Footprints.ofScalar(seat.privateKey()));
    }
  }

  @Test
  @Order(10)
  @DisplayName("LIVE-1: the issue's stages can be watched by its own user and nobody else")
  void watched() {
    var seat = seat(employers.general()).authenticates();
    String poll = "/api/live/poll?portal=issuance&topic=issue";
    var frames = seat.browser().get(poll).json().getJsonArray("frames");
    assertThat(frames.getJsonObject(0).getJsonObject("data").getString("userId"))
        .isEqualTo(seat.member().userId());
    assertThat(seat.browser().get("/api/live/poll?portal=issuance&topic=notices").status())
        .isEqualTo(404);
    assertThat(Browser.overTls(WORLD, second, TlsClient.anonymous()).get(poll).status())
        .isEqualTo(401);
    assertThat(seat.browser().get("/api/employer/session").status())
        .as("a session for the issue is good for nothing else")
        .isIn(401, 403, 404);
  }

  @Test
  @Order(11)
  @DisplayName(
      "Fault: the line breaks while the certificate is made: it is revoked by itself, the user is"
          + " told and issues again")
  void lineBreaks() throws Exception {
    var member = employers.general();
    var seat = seat(member).authenticates();
    try (var held = new HeldIssues(WORLD)) {
      var socket = TlsClient.anonymous().connect(WORLD.node());
      socket.getOutputStream().write(bare(seat).getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().flush();
      awaitStage(member, "certificate");
      socket.close();
      held.untilOneWaits();
    }
    awaitIssue(member, "lost");
    String serial = text("select serial from client_issue where user_id = $1", member.id());
    assertThat(certificateState(serial)).isEqualTo("revoked");
    awaitMail(member, "お渡しできませんでした");
    assertThat(state(seat).getString("state")).isEqualTo("lost");
    seat(member).issues();
    assertThat(mails(member, "電子証明書発行のお知らせ").size()).isLessThanOrEqualTo(1);
  }

  private static String bare(EmployerSeat seat) {
    String body = "{\"format\":\"p12\",\"algorithm\":\"ec-p256\"}";
    String cookies =
        "natsuin_issuance=%s; natsuin_issuance_kept=%s"
            .formatted(
                seat.browser().cookie("natsuin_issuance"),
                seat.browser().cookie("natsuin_issuance_kept"));
    return "POST %s/certificate HTTP/1.1\r\nHost: localhost:%d\r\nCookie: %s\r\n"
            .formatted(ISSUANCE, WORLD.node().configuration().http().httpsPort(), cookies)
        + "Content-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(body.length(), body);
  }

  @Test
  @Order(12)
  @DisplayName(
      "Fault: a node is not heard of between certificate and file: the others revoke the"
          + " certificate; should it come back, it hands nothing over")
  void nodeIsTakenForDead() throws Exception {
    var member = employers.general();
    var seat = seat(member).authenticates();
    CompletableFuture<Browser.Answer> answer;
    try (var held = new HeldIssues(WORLD)) {
      answer = CompletableFuture.supplyAsync(() -> seat.issue("p12", "ec-p256"));
      held.untilOneWaits();
      text(
          "update client_issue set lease_until = now() - interval '1 s' where user_id = $1"
              + " returning state",
          member.id());
      WORLD.clock().advance(Duration.ofMinutes(3)); // the sweep is due
      awaitIssue(member, "lost");
    }
    assertThat(answer.join().status()).isEqualTo(409);
    assertThat(answer.join().code()).isEqualTo("issue-given-up");
    String serial = text("select serial from client_issue where user_id = $1", member.id());
    assertThat(certificateState(serial)).isEqualTo("revoked");
    assertThat(certificates(member)).isZero();
    awaitMail(member, "お渡しできませんでした");
    seat(member).issues();
    assertThat(certificates(member)).isEqualTo(1);
  }

  private static void awaitIssue(Employers.Member member, String state) {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                text("select state from client_issue where user_id = $1", member.id())
                    .equals(state));
  }

  private static void awaitStage(Employers.Member member, String stage) {
    await()
        .until(
            () ->
                text("select stage from client_issue where user_id = $1", member.id())
                    .equals(stage));
  }

  @Test
  @Order(13)
  @DisplayName(
      "EMP-7: refused until 30 days before the last day, from then on renewed, both good; a mail 30"
          + " days before and on expiry; who renewed is not told of the old one's end")
  void renewal() {
    var renews = seat(employers.general()).issues();
    var forgets = seat(employers.general()).issues();
    LocalDate last = BankTime.today(WORLD.clock()).plusDays(365);
    turnTo(BankTime.startOf(last.minusDays(30)).minusSeconds(20));
    var refused = seat(renews.member()).password(Employers.PASSWORD);
    assertThat(refused.code()).isEqualTo("certificate-still-valid");
    assertThat(refused.json().getString("renewableFrom")).isEqualTo(last.minusDays(30).toString());
    assertThat(mails(forgets.member(), "更新のご案内")).isEmpty();
    turnTo(BankTime.startOf(last.minusDays(30)).plusSeconds(1));
    awaitMail(forgets.member(), "更新のご案内");
    awaitMail(renews.member(), "更新のご案内");
    var renewed = seat(renews.member()).issues();
    assertThat(renewed.serial()).isNotEqualTo(renews.serial());
    assertThat(certificateState(renews.serial())).isEqualTo("issued");
    assertThat(certificateState(renewed.serial())).isEqualTo("issued");
    turnTo(BankTime.startOf(last.plusDays(1)).plusSeconds(1));
    awaitMail(forgets.member(), "有効期限が過ぎました");
    assertThat(mails(forgets.member(), "有効期限が過ぎました")).hasSize(1);
    assertThat(mails(forgets.member(), "更新のご案内")).hasSize(1);
    assertThat(mails(renews.member(), "有効期限が過ぎました")).isEmpty();
    assertThat(mails(renews.member(), "更新のご案内")).hasSize(1);
    var again = seat(forgets.member()).issues();
    assertThat(certificateState(again.serial())).isEqualTo("issued");
  }

  private static void turnTo(Instant at) {
    WORLD.clock().advance(Duration.between(WORLD.clock().instant(), at));
  }
}
