package natsuin.ceremony;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import natsuin.signing.pades.Strangers;
import natsuin.testkit.Browser;
import natsuin.testkit.TlsClient;
import natsuin.testkit.World;
import natsuin.vault.BrowserBox;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CeremonyIT {
  @RegisterExtension static final World WORLD = new World().with("ceremony.hashing-queue", "200");

  private static Hall hall;

  @BeforeAll
  static void open() {
    hall = new Hall(WORLD);
  }

  @Test
  @DisplayName(
      "two sign in turn, the bank concludes: every file has three valid signatures (CONTRACT-3,"
          + " CONTRACT-5)")
  void whole() {
    var borrower = hall.signer();
    var guarantor = hall.signer();
    String contract = hall.contract(true, borrower, guarantor);
    assertThat(hall.pin(guarantor.browser(), contract, Hall.PIN).code()).isEqualTo("not-your-turn");

    int mails = WORLD.mailTo(guarantor.person().email()).size();
    hall.signs(borrower, contract);
    org.awaitility.Awaitility.await()
        .until(() -> WORLD.mailTo(guarantor.person().email()).size() > mails);
    assertThat(WORLD.mailTo(guarantor.person().email()).getFirst().text())
        .contains("/contracts/" + contract);
    hall.signs(guarantor, contract);
    assertThat(hall.view(borrower, contract).getString("state")).isEqualTo("signed");
    hall.concludes(contract);

    assertThat(hall.files(contract))
        .hasSize(2)
        .allSatisfy(
            document -> {
              Strangers.assertDssPasses(
                  document, WORLD.node().keys().pki().root().certificate(), "PAdES-BASELINE-LTA");
              assertThat(
                      Strangers.run(document, "pdfsig", "-nocert", "FILE")
                          .split("Signature is Valid", -1))
                  .hasSize(4);
            });
    var notices = borrower.browser().get("/api/notices").json().getJsonArray("items");
    assertThat(notices.getJsonObject(0).getString("kind")).isEqualTo("contract-concluded");
  }

  @Test
  @DisplayName("nothing is asked of somebody who has not read everything (CONTRACT-2)")
  void notRead() {
    var signer = hall.signer();
    String contract = hall.contract(false, signer);
    assertThat(hall.pin(signer.browser(), contract, Hall.PIN).code())
        .isEqualTo("documents-not-acknowledged");
  }

  @Test
  @DisplayName("a stranger's contract is not there (CONTRACT-3)")
  void stranger() {
    String contract = hall.contract(false, hall.signer());
    assertThat(hall.pin(hall.signer().browser(), contract, Hall.PIN).status()).isEqualTo(404);
  }

  @Test
  @DisplayName(
      "wrong codes: five void it, another can be sent; an old one is refused (OTP-1, OTP-2)")
  void wrongCodes() {
    var signer = hall.signer();
    String contract = hall.contract(false, signer);
    hall.reads(signer, contract);
    var asked = hall.asks(signer, contract);
    String wrong = asked.code().equals("000000") ? "000001" : "000000";

    for (int left = 4; left >= 1; left--) {
      var answer = hall.code(signer.browser(), asked, wrong);
      assertThat(answer.code()).isEqualTo("code-wrong");
      assertThat(answer.json().getInteger("triesLeft")).isEqualTo(left);
    }
    assertThat(hall.code(signer.browser(), asked, wrong).code()).isEqualTo("code-void");
    assertThat(hall.code(signer.browser(), asked, asked.code()).code()).isEqualTo("code-void");

    int mails = WORLD.mailTo(signer.person().email()).size();
    assertThat(signer.browser().post(asked.path() + "/code/resend", new JsonObject()).status())
        .isEqualTo(204);
    String fresh = signer.browser().nextCode(signer.person().email(), mails);
    assertThat(hall.code(signer.browser(), asked, fresh).json().getString("state"))
        .isEqualTo("authorized");
  }

  @Test
  @DisplayName("an expired code (OTP-1)")
  void expiredCode() {
    var signer = hall.signer();
    String contract = hall.contract(false, signer);
    hall.reads(signer, contract);
    var asked = hall.asks(signer, contract);
    WORLD.clock().advance(Duration.ofMinutes(31));
    var later =
        hall.otherBrowser(signer)
            .withCookie("natsuin_half", signer.browser().cookie("natsuin_half"));
    var answer = hall.code(later, asked, asked.code());
    WORLD.clock().advance(Duration.ofMinutes(-31));
    assertThat(answer.code()).isEqualTo("code-expired");
  }

  @Test
  @DisplayName("a code for one contract approves no other (OTP-2)")
  void foreignCode() {
    var signer = hall.signer();
    String first = hall.contract(false, signer);
    String second = hall.contract(false, signer);
    hall.reads(signer, first);
    hall.reads(signer, second);
    var one = hall.asks(signer, first);
    var two = hall.asks(signer, second);

    assertThat(hall.code(signer.browser(), two, one.code()).code()).isEqualTo("code-wrong");
    assertThat(hall.code(signer.browser(), one, two.code()).status())
        .as("neither with the other's half nor bound to this contract")
        .isEqualTo(409);
  }

  @Test
  @DisplayName(
      "another browser cannot go on, with or without the code; an invented half opens nothing")
  void otherBrowser() {
    var signer = hall.signer();
    String contract = hall.contract(false, signer);
    hall.reads(signer, contract);
    var asked = hall.asks(signer, contract);
    Browser other = hall.otherBrowser(signer);
    assertThat(hall.code(other, asked, asked.code()).code()).isEqualTo("other-browser");
    assertThat(hall.code(signer.browser(), asked, asked.code()).status()).isEqualTo(200);
    assertThat(hall.sign(other, asked).code()).isEqualTo("other-browser");
    other.withCookie("natsuin_half", asked.id() + "." + "A".repeat(43));
    assertThat(hall.sign(other, asked).code()).isEqualTo("other-browser");
    assertThat(hall.step(signer, contract)).isEqualTo("sign");
    assertThat(
            hall.count(
                "select count(*) from signing_job where contract_id = $1", Hall.id(contract)))
        .isZero();
    assertThat(hall.sign(signer.browser(), asked).status()).isEqualTo(202);
    hall.awaitSigned(signer, contract);
  }

  @Test
  @DisplayName(
      "the browser's half alone opens nothing: Redis lost its memory, the PIN again (OPS-3)")
  void browserHalfAlone() {
    var signer = hall.signer();
    String contract = hall.contract(false, signer);
    hall.reads(signer, contract);
    var asked = hall.authorizes(signer, contract);
    WORLD.node().redis().send(io.vertx.redis.client.Command.FLUSHDB).await();
    assertThat(hall.sign(signer.browser(), asked).code()).isEqualTo("request-expired");
    var again = hall.authorizes(signer, contract);
    assertThat(hall.sign(signer.browser(), again).status()).isEqualTo(202);
    hall.awaitSigned(signer, contract);
  }

  @Test
  @DisplayName("two tabs: the newer one's PIN replaces the older one's request")
  void twoTabs() {
    var signer = hall.signer();
    String contract = hall.contract(false, signer);
    hall.reads(signer, contract);
    var old = hall.asks(signer, contract);
    var fresh = hall.asks(signer, contract);
    assertThat(hall.code(signer.browser(), old, old.code()).code()).isEqualTo("request-superseded");
    assertThat(hall.code(signer.browser(), fresh, fresh.code()).status()).isEqualTo(200);
    assertThat(hall.sign(signer.browser(), old).code()).isEqualTo("request-superseded");
  }

  @Test
  @DisplayName("「電子署名」 pressed ten times at once is one signature (CONTRACT-3)")
  void doubleClick() {
    var signer = hall.signer();
    String contract = hall.contract(false, signer);
    hall.reads(signer, contract);
    var asked = hall.authorizes(signer, contract);
    String half = signer.browser().cookie("natsuin_half");
    var tabs =
        IntStream.range(0, 10)
            .mapToObj(i -> hall.otherBrowser(signer).withCookie("natsuin_half", half))
            .toList();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers =
          tabs.stream()
              .map(tab -> CompletableFuture.supplyAsync(() -> hall.sign(tab, asked), threads))
              .toList();
      answers.forEach(answer -> assertThat(answer.join().status()).isEqualTo(202));
    }
    hall.awaitSigned(signer, contract);
    assertThat(
            hall.count(
                "select count(*) from signing_job where contract_id = $1", Hall.id(contract)))
        .isEqualTo(1);
    assertThat(
            hall.count(
                "select count(*) from signature s join document d on d.id = s.document_id where"
                    + " d.contract_id = $1 and s.state = 'sealed'",
                Hall.id(contract)))
        .isEqualTo(2);
    assertThat(hall.sign(signer.browser(), asked).status())
        .as("and once more later")
        .isEqualTo(202);
  }

  @Test
  @DisplayName(
      "fifty wrong PINs at once: five are tried, then the key is locked, in Redis and without it"
          + " (CERT-2)")
  void fiftyPins() {
    var signer = hall.signer();
    String contract = hall.contract(false, signer);
    hall.reads(signer, contract);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers =
          IntStream.range(0, 50)
              .mapToObj(
                  i ->
                      CompletableFuture.supplyAsync(
                          () -> hall.pin(signer.browser(), contract, "Wrong4Pin" + i), threads))
              .toList()
              .stream()
              .map(CompletableFuture::join)
              .toList();
      assertThat(answers.stream().filter(a -> a.status() == 422 && a.code().equals("pin-wrong")))
          .hasSize(4);
      assertThat(answers.stream().filter(a -> a.status() == 423 && a.code().equals("pin-locked")))
          .hasSize(46);
    }
    assertThat(hall.pin(signer.browser(), contract, Hall.PIN).code()).isEqualTo("pin-locked");
    WORLD.node().redis().send(io.vertx.redis.client.Command.FLUSHDB).await();
    assertThat(hall.pin(signer.browser(), contract, Hall.PIN).code()).isEqualTo("pin-locked");
  }

  @Test
  @DisplayName(
      "the last day for signing passes between two steps: no PIN, no code, no 「電子署名」 any more;"
          + " what was pressed before finishes (CONTRACT-6)")
  void deadlinePasses() {
    var signer = hall.signer();
    String contract = hall.contract(false, signer);
    hall.reads(signer, contract);
    var asked = hall.asks(signer, contract);
    hall.signBy(contract, -1);
    assertThat(hall.pin(signer.browser(), contract, Hall.PIN).code()).isEqualTo("deadline-passed");
    assertThat(hall.code(signer.browser(), asked, asked.code()).code())
        .isEqualTo("deadline-passed");
    assertThat(signer.browser().post(asked.path() + "/code/resend", new JsonObject()).code())
        .isEqualTo("deadline-passed");

    hall.signBy(contract, 0);
    assertThat(hall.code(signer.browser(), asked, asked.code()).status()).isEqualTo(200);
    hall.signBy(contract, -1);
    assertThat(hall.sign(signer.browser(), asked).code()).isEqualTo("deadline-passed");
    assertThat(hall.step(signer, contract)).isEqualTo("none");

    hall.signBy(contract, 0);
    assertThat(hall.sign(signer.browser(), asked).status()).isEqualTo(202);
    hall.signBy(contract, -1);
    hall.awaitSigned(signer, contract);
    assertThat(hall.view(signer, contract).getString("state")).isEqualTo("signed");
  }

  @Test
  @DisplayName("refused by one while another was about to sign: nothing is signed (CONTRACT-4)")
  void refusedMeanwhile() {
    var first = hall.signer();
    var second = hall.signer();
    String contract = hall.contract(false, first, second);
    hall.reads(first, contract);
    var asked = hall.authorizes(first, contract);
    assertThat(
            second
                .browser()
                .post(Hall.path(contract) + "/refusal", new JsonObject().put("comment", "見送ります"))
                .status())
        .isEqualTo(200);
    assertThat(hall.sign(first.browser(), asked).code()).isEqualTo("contract-changed");
    assertThat(
            hall.count(
                "select count(*) from signing_job where contract_id = $1", Hall.id(contract)))
        .isZero();
  }

  @Test
  @DisplayName(
      "Attack: a stranger ends a registration with the ID of somebody's signature request: the"
          + " signer's authorization stands (CONTRACT-3, EMP-5)")
  void strangersEndNothing() {
    var signer = hall.signer();
    String contract = hall.contract(false, signer);
    hall.reads(signer, contract);
    var asked = hall.authorizes(signer, contract);
    UUID id = UUID.fromString(asked.id());
    byte[] carried =
        ByteBuffer.allocate(2 * Long.BYTES + BrowserBox.KEY)
            .putLong(id.getMostSignificantBits())
            .putLong(id.getLeastSignificantBits())
            .array();
    var stranger =
        Browser.overTls(WORLD, WORLD.node(), TlsClient.anonymous())
            .withCookie(
                "natsuin_registration",
                Base64.getUrlEncoder().withoutPadding().encodeToString(carried));
    assertThat(stranger.delete("/api/employer/registration").status()).isEqualTo(204);
    assertThat(hall.sign(signer.browser(), asked).status()).isEqualTo(202);
    hall.awaitSigned(signer, contract);
  }
}
