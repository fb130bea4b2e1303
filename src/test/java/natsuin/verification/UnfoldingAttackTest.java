package natsuin.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import natsuin.pdf.PageImages;
import natsuin.testkit.BombPdf;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("SIG-4: a stranger's small file takes neither the node's memory nor its time")
class UnfoldingAttackTest {
  private static final long BEARABLE = 400L << 20;

  private static PdfVerifier verifier(PdfVerifier.Limits limits) {
    return new PdfVerifier(List.of(), InstantSource.system(), limits);
  }

  private static String code(PdfVerifier.Limits limits, byte[] file) {
    Verification verification =
        assertTimeout(
            Duration.ofSeconds(20),
            () -> verifier(limits).verify(file, new Expectation(Level.B, null)));
    assertThat(verification).isInstanceOf(Verification.NotExamined.class);
    return ((Verification.NotExamined) verification).failure().code();
  }

  private static long allocatedBy(Runnable work) {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    work.run();
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  static Stream<Arguments> bombs() {
    return Stream.of(
        bomb("a catalog before 128 megabytes of spaces", () -> BombPdf.objects(" ", 128 << 20)),
        bomb("packed twice, by run lengths and deflation", () -> BombPdf.packedTwice(128)),
        bomb("twelve million arrays in a stream", () -> BombPdf.objects("[]", 12_000_000)),
        bomb("one stream unpacked for each object missing", () -> BombPdf.unpackedAgain(12, 200)),
        bomb("a predictor's row of two gigabytes", () -> BombPdf.longRow(2_000_000_000)),
        bomb("a cross-reference of ten million entries", () -> BombPdf.entries(10_000_000)));
  }

  private static Arguments bomb(String what, Supplier<byte[]> made) {
    return Arguments.of(what, made);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bombs")
  @DisplayName("a memory bomb on the public page: refused before it is unpacked")
  void memoryBomb(String what, Supplier<byte[]> made) {
    byte[] file = made.get();
    assertThat(file.length).as(what).isLessThan(1 << 20);
    long allocated =
        allocatedBy(
            () ->
                assertThat(code(PdfVerifier.Limits.STRANGERS, file))
                    .isEqualTo("verification-too-complex"));
    assertThat(allocated).isLessThan(BEARABLE);
  }

  @Test
  @DisplayName("a memory bomb within a bundle of evidence: refused as well")
  void bombInBundle() {
    assertThat(code(PdfVerifier.Limits.OWN_DOCUMENTS, BombPdf.packedTwice(256)))
        .isEqualTo("verification-too-complex");
  }

  @Test
  @DisplayName("a memory bomb among the documents of an application: told as such")
  void bombUploaded() {
    long allocated =
        allocatedBy(
            () -> assertThat(trouble(BombPdf.packedTwice(128))).isEqualTo(PageImages.Trouble.BOMB));
    assertThat(allocated).isLessThan(BEARABLE);
  }

  private static PageImages.Trouble trouble(byte[] file) {
    try {
      PageImages.examine(file, 50, 64_000_000, 128L << 20, Duration.ofSeconds(20));
      throw new AssertionError("taken");
    } catch (PageImages.TroubleException refused) {
      return refused.trouble();
    }
  }

  @Test
  @DisplayName("names of fields that grow with each of three thousand: refused at once")
  void quadraticNames() {
    String tenThousand = "a".repeat(10_000);
    assertThat(code(PdfVerifier.Limits.STRANGERS, BombPdf.chainOfFields(3000, tenThousand)))
        .isEqualTo("verification-too-complex");
    assertThat(code(PdfVerifier.Limits.STRANGERS, BombPdf.chainOfFields(60, "a".repeat(100))))
        .isEqualTo("verification-too-complex");
    assertThat(code(PdfVerifier.Limits.STRANGERS, BombPdf.chainOfFields(70, "a")))
        .isEqualTo("verification-too-complex");
    assertThat(code(PdfVerifier.Limits.STRANGERS, BombPdf.manyFields(10_001)))
        .isEqualTo("verification-too-complex");
  }

  @Test
  @DisplayName("thousands of nodes that share one list of pages: refused at once")
  void sharedKids() {
    assertThat(code(PdfVerifier.Limits.STRANGERS, BombPdf.sharedKids(2000, 2000)))
        .isEqualTo("verification-damaged");
  }

  @Test
  @DisplayName("no time: even the reading, before any signature is known, ends")
  void readingInTime() {
    var hurried = new PdfVerifier.Limits(20L << 20, 30, 0, Duration.ZERO);
    assertThat(code(hurried, BombPdf.manyFields(100))).isEqualTo("verification-out-of-time");
  }

  @Test
  @DisplayName("an honest form of two thousand fields, and one of ten levels, are examined")
  void honestForms() {
    for (byte[] file : List.of(BombPdf.manyFields(2000), BombPdf.chainOfFields(10, "part"))) {
      assertThat(
              verifier(PdfVerifier.Limits.STRANGERS).verify(file, new Expectation(Level.B, null)))
          .isInstanceOf(Verification.Examined.class);
    }
  }
}
