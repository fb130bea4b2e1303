package natsuin.signing.pades;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import natsuin.bench.BenchPdf;
import natsuin.pdf.DocumentBytes;
import natsuin.pdf.Intake;
import natsuin.pdf.IntakeLimits;
import natsuin.pdf.IntakeVerdict;
import natsuin.pdf.SignatureMark;
import natsuin.pki.KeyAlgorithm;
import natsuin.pki.SigningIdentity;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LargeFileTest {
  private static final int FIFTY_MEGABYTES = 50_000_000;

  @TempDir Path directory;

  /** The other process: signs one file into another, in two visible signatures at B-LTA. */
  public static void main(String[] arguments) throws IOException {
    DocumentBytes document = DocumentBytes.of(Files.readAllBytes(Path.of(arguments[0])));
    if (new Intake(IntakeLimits.standard()).examine(document.toByteArray())
        instanceof IntakeVerdict.Refused refused) {
      throw new IllegalStateException(refused.toString());
    }
    Workshop workshop = new Workshop(KeyAlgorithm.EC_P256);
    for (String name : List.of("Hanako", "Taro")) {
      SigningIdentity signer = workshop.signer(name);
      var mark = new SignatureMark(name, "債務者", Instant.now(), new SignatureMark.Place.Automatic());
      document =
          workshop.sign(
              document, signer, workshop.order(signer, PadesLevel.B_LTA, Optional.of(mark)));
    }
    try (OutputStream out = Files.newOutputStream(Path.of(arguments[1]))) {
      document.writeTo(out);
    }
  }

  @Test
  @DisplayName(
      "Fifty megabytes are examined and signed twice in a heap of less than three times that"
          + " (SIG-1)")
  void smallHeap() throws IOException, InterruptedException {
    Path in = directory.resolve("in.pdf");
    Path out = directory.resolve("out.pdf");
    Files.write(in, BenchPdf.ofSize(50_800_000, 100, true));
    assertThat(Files.size(in)).isGreaterThan(FIFTY_MEGABYTES);
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + 3 * FIFTY_MEGABYTES / 1000 + "k",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                LargeFileTest.class.getName(),
                in.toString(),
                out.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);

    assertThat(process.waitFor()).as(said).isZero();
    byte[] signed = Files.readAllBytes(out);
    assertThat(Files.mismatch(in, out)).isEqualTo(Files.size(in));
    assertThat(
            Strangers.run(DocumentBytes.of(signed), "pdfsig", "-nocert", "FILE")
                .split("Signature is Valid.", -1))
        .hasSize(3);
    Strangers.run(DocumentBytes.of(signed), "qpdf", "--check", "FILE");
  }
}
