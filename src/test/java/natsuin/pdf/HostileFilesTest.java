package natsuin.pdf;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class HostileFilesTest {
  private static final int TRIES = 4_000;
  private static final Intake INTAKE = new Intake(BadPdfs.LIMITS);

  private static final List<byte[]> SEEDS =
      List.of(
          MadePdf.plain().bytes(),
          HandmadePdfs.hybrid(),
          HandmadePdfs.form(),
          HandmadePdfs.turned(90),
          ObjectStreamPdf.hiding("<</Type /Font>>"),
          TheirSignature.with("", "", ""));

  @Test
  @DisplayName(
      "Attack: bytes changed, cut and doubled at random never break the intake, and what it lets in"
          + " can be signed")
  void randomDamage() {
    Random random = new Random(20261122);
    int letIn = 0;
    for (int i = 0; i < TRIES; i++) {
      byte[] damaged = damaged(SEEDS.get(i % SEEDS.size()), random);
      if (INTAKE.examine(damaged) instanceof IntakeVerdict.Signable) {
        letIn++;
        assertThat(sign(damaged).holeDigits()).isEqualTo(2_000);
      }
    }
    assertThat(letIn).isPositive();
  }

  private static Layout sign(byte[] file) {
    var mark =
        new SignatureMark("丸の内 花子", "債務者", Instant.EPOCH, new SignatureMark.Place.Automatic());
    var text = new SignatureText("丸の内 花子", "債務者", Instant.EPOCH);
    return SignatureIncrements.signature(
        DocumentBytes.of(file), text, 1_000, Optional.of(mark), Optional.empty());
  }

  private static byte[] damaged(byte[] seed, Random random) {
    byte[] copy = seed.clone();
    int changes = 1 + random.nextInt(3);
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(copy.length);
      switch (random.nextInt(4)) {
        case 0 -> copy[at] = (byte) random.nextInt(256);
        case 1 -> copy[at] = (byte) "0123456789<>[]()/ %R".charAt(random.nextInt(20));
        case 2 -> copy = cut(copy, at, random.nextInt(8));
        default ->
            System.arraycopy(copy, 0, copy, at, Math.min(copy.length - at, random.nextInt(40)));
      }
    }
    return copy;
  }

  private static byte[] cut(byte[] file, int at, int length) {
    int end = Math.min(file.length, at + length);
    byte[] rest = new byte[Math.max(1, file.length - (end - at))];
    System.arraycopy(file, 0, rest, 0, Math.min(at, rest.length));
    System.arraycopy(
        file, end, rest, at, Math.max(0, Math.min(file.length - end, rest.length - at)));
    return rest;
  }

  @Test
  @DisplayName("Attack: a chain of thousands of updates ends in time")
  void manySections() {
    StringBuilder text = new StringBuilder(MadePdf.plain().text());
    int previous = text.lastIndexOf("xref\n0 1");
    for (int i = 0; i < 5_000; i++) {
      int here = text.length();
      text.append("xref\n8000000 1\n0000000000 00001 f\r\n");
      text.append("trailer\n<</Root 1 0 R /Size 4 /Prev ").append(previous).append(">>\n");
      text.append("startxref\n").append(here).append("\n%%EOF\n");
      previous = here;
    }
    long start = System.nanoTime();

    INTAKE.examine(text.toString().getBytes(ISO_8859_1));

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
  }

  @Test
  @DisplayName(
      "Attack: objects that are nothing but references to each other are refused, not followed for"
          + " ever")
  void referencesInCircles() {
    for (String key :
        List.of("Metadata", "AcroForm", "Names", "Version", "OCProperties", "Perms", "DSS")) {
      byte[] file =
          MadePdf.plain()
              .catalog("/" + key + " 10 0 R")
              .object(10, "11 0 R")
              .object(11, "10 0 R")
              .bytes();

      IntakeVerdict verdict = INTAKE.examine(file);

      if (verdict instanceof IntakeVerdict.Signable) {
        assertThat(sign(file).holeDigits()).as(key).isEqualTo(2_000);
      }
    }
  }

  @Test
  @DisplayName("Metadata in an unusual encoding claim nothing and stop nobody")
  void unusualMetadata() {
    byte[] file =
        MadePdf.plain().catalog("/Metadata 10 0 R").stream(
                10, "/Filter /ASCIIHexDecode", "61>".getBytes(ISO_8859_1))
            .bytes();

    assertThat(INTAKE.examine(file)).isInstanceOf(IntakeVerdict.Signable.class);
  }

  @Test
  @DisplayName("Attack: object numbers up to the highest cost no more than the file is worth")
  void highestNumber() {
    byte[] file = MadePdf.plain().object(8_388_607, "null").bytes();

    assertThat(INTAKE.examine(file)).isInstanceOf(IntakeVerdict.Signable.class);
  }
}
