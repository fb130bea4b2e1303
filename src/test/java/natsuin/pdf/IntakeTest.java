package natsuin.pdf;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class IntakeTest {
  private static final Intake INTAKE = new Intake(IntakeLimits.standard());

  static Stream<Arguments> badFiles() {
    return BadPdfs.all().entrySet().stream()
        .flatMap(rule -> rule.getValue().stream().map(file -> Arguments.of(rule.getKey(), file)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("badFiles")
  @DisplayName("What must not be signed is refused at upload, with its reason (CONTRACT-9)")
  void refused(IntakeRule rule, BadPdfs.Bad bad) {
    IntakeVerdict verdict = new Intake(bad.limits()).examine(bad.bytes());

    assertThat(verdict).isInstanceOf(IntakeVerdict.Refused.class);
    List<IntakeReason> reasons = ((IntakeVerdict.Refused) verdict).reasons();
    assertThat(reasons).extracting(IntakeReason::rule).contains(rule);
  }

  @Test
  @DisplayName("Every rule has a file that breaks it (CONTRACT-9)")
  void everyRuleIsTried() {
    assertThat(BadPdfs.all().keySet())
        .containsExactlyInAnyOrderElementsOf(EnumSet.allOf(IntakeRule.class));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("goodFiles")
  @DisplayName("What looks odd but is harmless may be signed (CONTRACT-9)")
  void accepted(String what, byte[] file) {
    IntakeVerdict verdict = INTAKE.examine(file);

    assertThat(verdict).as(what).isInstanceOf(IntakeVerdict.Signable.class);
  }

  static Stream<Arguments> goodFiles() {
    return GoodPdfs.all().entrySet().stream().map(e -> Arguments.of(e.getKey(), e.getValue()));
  }

  @Test
  @DisplayName("The reason names page and object")
  void reasonNamesPlace() {
    byte[] file =
        MadePdf.plain()
            .page("/Annots [10 0 R]")
            .object(10, "<</Type /Annot /Subtype /Link /Rect [0 0 9 9] /A 11 0 R>>")
            .object(11, "<</S /Launch /F (calc.exe)>>")
            .bytes();

    IntakeReason reason = ((IntakeVerdict.Refused) INTAKE.examine(file)).reasons().getFirst();

    assertThat(reason.rule()).isEqualTo(IntakeRule.LAUNCH);
    assertThat(reason.facts()).containsEntry("page", "1").containsEntry("object", "11");
  }

  @ParameterizedTest
  @CsvSource({
    "letter.pdf, 1, 1.6, ''",
    "linearized.pdf, 30, 1.5, ''",
    "object-streams.pdf, 1, 1.5, ''",
    "tracemonkey.pdf, 14, 1.4, ''",
    "tam-review.pdf, 23, 1.3, ''",
    "japanese-not-embedded.pdf, 1, 1.2, ''",
    "japanese-vertical.pdf, 3, 1.4, ''",
    "pdfa.pdf, 1, 1.5, 1b",
    "pdfa-2a.pdf, 1, 1.7, 2a",
    "empty-signature-field.pdf, 10, 1.4, ''",
    "signed-by-others.pdf, 1, 1.6, ''",
    "signed-twice.pdf, 1, 1.7, ''"
  })
  @DisplayName("Files of other people's software are let in (CONTRACT-9)")
  void samples(String name, int pages, String version, String pdfa) throws IOException {
    Path sample = Path.of("../shared/samples", name);
    Assumptions.assumeTrue(Files.exists(sample), "samples are not here");

    IntakeVerdict verdict = INTAKE.examine(sample);

    assertThat(verdict).isInstanceOf(IntakeVerdict.Signable.class);
    IntakeVerdict.Signable signable = (IntakeVerdict.Signable) verdict;
    assertThat(signable.pdfVersion()).isEqualTo(version);
    assertThat(signable.pdfaLevel()).isEqualTo(pdfa);
    assertThat(signable.pages()).isEqualTo(pages);
  }

  @Test
  @DisplayName(
      "A form with scripts of other people's making is refused for its scripts (CONTRACT-9)")
  void formWithScripts() throws IOException {
    Path sample = Path.of("../shared/samples/form.pdf");
    Assumptions.assumeTrue(Files.exists(sample), "samples are not here");

    IntakeVerdict.Refused refused = (IntakeVerdict.Refused) INTAKE.examine(sample);

    Set<IntakeRule> rules =
        refused.reasons().stream().map(IntakeReason::rule).collect(Collectors.toSet());
    assertThat(rules).contains(IntakeRule.JAVASCRIPT);
  }

  @Test
  @DisplayName("However a file is cut off, it is refused and nothing breaks")
  void everyCut() {
    byte[] file = MadePdf.plain().stream(10, "", "hello".getBytes(ISO_8859_1)).bytes();
    for (int length = 0; length < file.length - 1; length++) {
      IntakeVerdict verdict = INTAKE.examine(Arrays.copyOf(file, length));
      assertThat(verdict).as("cut to %d", length).isInstanceOf(IntakeVerdict.Refused.class);
    }
  }
}
