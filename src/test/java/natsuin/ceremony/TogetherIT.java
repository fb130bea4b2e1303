package natsuin.ceremony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import natsuin.bench.BenchPdf;
import natsuin.pdf.DocumentBytes;
import natsuin.signing.pades.Strangers;
import natsuin.testkit.World;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Several people and one contract at the same moment. Poppler looks at every document; DSS, which
 * takes longer than all the signing, at some of them.
 */
class TogetherIT {
  private static final int TIMES = 50;
  private static final int KB_40 = 40_000;

  @RegisterExtension
  static final World WORLD =
      new World().with("policies.guide.mypage.code.sends", "1000").with("signing.workers", "4");

  private static Hall hall;

  @BeforeAll
  static void open() {
    hall = new Hall(WORLD);
  }

  @Test
  @DisplayName(
      "two press 「電子署名」 at the same moment on the same documents, 50 times: every document ends"
          + " with both signatures, each valid (CONTRACT-3, CONTRACT-5)")
  void fiftyTimes() {
    var borrower = hall.signer();
    var guarantor = hall.signer();
    var papers = List.of(Hall.paper("金銭消費貸借契約書"), Hall.paper("保証約定書"));
    var parties =
        List.of(
            new Hall.Party(borrower, "borrower", "organization", 1),
            new Hall.Party(guarantor, "guarantor", "organization", 1));
    var contracts = new ArrayList<String>();
    for (int i = 0; i < TIMES; i++) {
      String contract = hall.contract(papers, parties);
      contracts.add(contract);
      pressTogether(contract, List.of(borrower, guarantor));
    }
    contracts.forEach(contract -> hall.awaitSigned(borrower, contract));
    contracts.forEach(contract -> hall.awaitSigned(guarantor, contract));

    var files = contracts.stream().flatMap(contract -> hall.files(contract).stream()).toList();
    assertThat(files).hasSize(2 * TIMES).allSatisfy(file -> assertThat(file.parts()).hasSize(3));
    files.parallelStream().forEach(file -> assertPopplerFinds(2, file));
    everyFifth(files).parallelStream().forEach(TogetherIT::assertDssPasses);
  }

  @Test
  @DisplayName(
      "six signers of six organizations in two groups, twelve documents of 2 MB, and the bank:"
          + " B-LTA throughout, less than 40 KB a signature beyond the first (CONTRACT-5, SIG-1)")
  void sixSignersTwelveDocuments() throws IOException {
    byte[] pdf = BenchPdf.ofSize(2_000_000, 10, true);
    var papers =
        IntStream.rangeClosed(1, 12).mapToObj(i -> new Hall.Paper("契約書" + i, pdf)).toList();
    var signers = Stream.generate(hall::signer).limit(6).toList();
    var standings = List.of("borrower", "guarantor", "collateral-provider");
    String contract =
        hall.contract(
            papers,
            IntStream.range(0, 6)
                .mapToObj(i -> party(signers.get(i), standings.get(i % 3), 1 + i / 3))
                .toList());
    for (var group : List.of(signers.subList(0, 3), signers.subList(3, 6))) {
      pressTogether(contract, group);
      group.forEach(signer -> hall.awaitSigned(signer, contract));
    }
    hall.concludes(contract);

    var files = hall.files(contract);
    assertThat(files).hasSize(12).allSatisfy(TogetherIT::assertGrowsLittle);
    files.parallelStream().forEach(file -> assertPopplerFinds(7, file));
    files.parallelStream()
        .forEach(file -> assertThat(Strangers.run(file, "qpdf", "--check", "FILE")).isNotEmpty());
    everyFifth(files).parallelStream().forEach(TogetherIT::assertDssPasses);
  }

  @Test
  @DisplayName(
      "a representative who signs for the company and guarantees personally: two acts of will, each"
          + " with its own ticks, PIN and code; what was opened counts for both (CONTRACT-5)")
  void twoSeats() {
    var president = hall.signer();
    hall.mayGuarantee(president);
    String contract =
        hall.contract(
            List.of(Hall.paper("金銭消費貸借契約書"), Hall.paper("保証約定書")),
            List.of(
                new Hall.Party(president, "borrower", "organization", 1),
                new Hall.Party(president, "guarantor", "personal", 1)));
    String first = seat(president, contract);
    hall.reads(president, contract);
    var asked = hall.authorizes(president, contract);
    assertThat(hall.sign(president.browser(), asked).status()).isEqualTo(202);
    await().atMost(Hall.PATIENCE).until(() -> !seat(president, contract).equals(first));

    assertThat(seat(president, contract)).isNotEqualTo(first);
    var me = hall.view(president, contract).getJsonObject("me");
    assertThat(me.getString("capacity")).isEqualTo("personal");
    assertThat(me.getJsonArray("seats")).hasSize(2);
    assertThat(me.getString("step")).as("opened for both, but ticked anew").isEqualTo("read");
    assertThat(hall.pin(president.browser(), contract, Hall.PIN).code())
        .isEqualTo("documents-not-acknowledged");
    hall.signs(president, contract);

    assertThat(hall.view(president, contract).getString("state")).isEqualTo("signed");
    assertThat(hall.files(contract))
        .hasSize(2)
        .allSatisfy(file -> assertPopplerFinds(2, file))
        .allSatisfy(TogetherIT::assertDssPasses)
        .allSatisfy(file -> assertThat(reasons(file)).containsExactly("債務者", "保証人（個人）"));
  }

  @Test
  @DisplayName(
      "Acts of will mixed up: from a window that still shows the seat signed by now, tick and PIN"
          + " count for no other seat (CONTRACT-5)")
  void seatOfAnOldWindow() {
    var president = hall.signer();
    hall.mayGuarantee(president);
    String contract =
        hall.contract(
            List.of(Hall.paper("保証約定書")),
            List.of(
                new Hall.Party(president, "borrower", "organization", 1),
                new Hall.Party(president, "guarantor", "personal", 1)));
    String first = seat(president, contract);
    hall.reads(president, contract);
    var asked = hall.authorizes(president, contract);
    assertThat(hall.sign(president.browser(), asked).status()).isEqualTo(202);
    await().atMost(Hall.PATIENCE).until(() -> !seat(president, contract).equals(first));

    var old = president.browser();
    String tick = Hall.path(contract) + "/acknowledgements/documents?seat=";
    assertThat(old.put(tick + first).code()).isEqualTo("contract-changed");
    assertThat(old.put(tick + seat(president, contract)).status()).isEqualTo(204);
    var pin = new JsonObject().put("pin", Hall.PIN).put("seat", first);
    assertThat(old.post(Hall.requests(contract), pin).code()).isEqualTo("contract-changed");
    assertThat(hall.sign(old, asked).status()).as("pressed again: it is signed").isEqualTo(202);
    assertThat(hall.step(president, contract)).isEqualTo("pin");
  }

  private static String seat(Hall.Signer signer, String contract) {
    return hall.view(signer, contract).getJsonObject("me").getString("seat");
  }

  private static Hall.Party party(Hall.Signer signer, String standing, int turn) {
    return new Hall.Party(signer, standing, "organization", turn);
  }

  /** Each at a browser of his own: reads, PIN, code; then all wait for each other and press. */
  private static void pressTogether(String contract, List<Hall.Signer> signers) {
    var gate = new CyclicBarrier(signers.size());
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var pressed =
          signers.stream()
              .map(
                  signer ->
                      CompletableFuture.supplyAsync(() -> press(contract, signer, gate), threads))
              .toList();
      pressed.forEach(answer -> assertThat(answer.join()).isEqualTo(202));
    }
  }

  private static int press(String contract, Hall.Signer signer, CyclicBarrier gate) {
    hall.reads(signer, contract);
    var asked = hall.authorizes(signer, contract);
    try {
      int _ = gate.await();
    } catch (InterruptedException | BrokenBarrierException e) {
      throw new IllegalStateException(e);
    }
    return hall.sign(signer.browser(), asked).status();
  }

  private static List<DocumentBytes> everyFifth(List<DocumentBytes> files) {
    return IntStream.range(0, files.size()).filter(i -> i % 5 == 0).mapToObj(files::get).toList();
  }

  private static void assertGrowsLittle(DocumentBytes file) {
    assertThat(file.parts().subList(2, file.parts().size()))
        .hasSize(6)
        .allSatisfy(increment -> assertThat(increment.length).isLessThan(KB_40));
  }

  /** Poppler's complaints about document timestamps, which it does not verify, are left out. */
  private static void assertPopplerFinds(int signatures, DocumentBytes file) {
    String said = Strangers.run(file, "sh", "-c", "pdfsig -nocert \"$0\" 2>/dev/null", "FILE");
    assertThat(said.lines().filter(line -> line.endsWith("Signature is Valid.")))
        .as(said)
        .hasSize(signatures);
  }

  private static List<String> reasons(DocumentBytes file) {
    try (var document = Loader.loadPDF(file.toByteArray())) {
      return document.getSignatureDictionaries().stream()
          .filter(signature -> "Sig".equals(signature.getCOSObject().getNameAsString("Type")))
          .map(PDSignature::getReason)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void assertDssPasses(DocumentBytes file) {
    var root = WORLD.node().keys().pki().root().certificate();
    Strangers.assertDssPasses(file, root, "PAdES-BASELINE-LTA");
  }
}
