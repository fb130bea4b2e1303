package natsuin.verification;

import static org.assertj.core.api.Assertions.assertThat;

import eu.europa.esig.dss.enumerations.SubIndication;
import eu.europa.esig.validationreport.ValidationReportFacade;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import natsuin.http.Language;
import natsuin.pdf.RevisionChange;
import natsuin.signing.pades.PadesLevel;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("SIG-3: the report as page, paper and XML")
class ReportTest {
  private static final String PASSED = "urn:etsi:019102:mainindication:total-passed";
  private static final Desk DESK = new Desk();
  private static final byte[] ONCE = DESK.signed();
  private static final VerificationReport VALID = valid();

  private static VerificationReport valid() {
    DESK.later(Duration.ofMinutes(9));
    return DESK.verify(DESK.sign(ONCE, DESK.taro, PadesLevel.B_LTA));
  }

  private static final VerificationReport FORGED =
      DESK.verify(
          RawPdf.update(
              ONCE,
              Map.of(
                  LoanAgreement.CONTENT_1,
                  RawPdf.stream("", LoanAgreement.text("Loan of 99,000,000 yen")))));

  @Test
  @DisplayName("the paper form says in Japanese who signed, when, by what proof, and the verdict")
  void japanesePaper() throws IOException {
    String text = text(ReportPdf.of(VALID, "金銭消費貸借契約書", Language.JA), "valid-ja");
    assertThat(text)
        .contains("署名検証レポート", "金銭消費貸借契約書", "有効", "Hanako Marunouchi", "Taro Yaesu")
        .contains("2026年11月21日（土）14:03:00", "PAdES-BASELINE-LTA", "OCSP");
  }

  @Test
  @DisplayName("and in English; a forged document's report names the page that was changed")
  void englishPaper() throws IOException {
    String text = text(ReportPdf.of(FORGED, "Loan agreement", Language.EN), "forged-en");
    assertThat(text.replaceAll("\\s+", " "))
        .contains("Signature verification report", "Invalid")
        .contains("The content of page 1 was changed after signing (revision 3).");
    text(ReportPdf.of(FORGED, "金銭消費貸借契約書", Language.JA), "forged-ja");
  }

  @Test
  @DisplayName("text out of a document cannot become markup of the report")
  void escapes() throws IOException {
    String text = text(ReportPdf.of(VALID, "<b>&\u0000\ud800</b>", Language.EN), "escaped");
    assertThat(text).contains("<b>&");
  }

  private static String text(byte[] pdf, String name) throws IOException {
    Path folder = Files.createDirectories(Path.of("target/reports"));
    Files.write(folder.resolve(name + ".pdf"), pdf);
    try (PDDocument document = Loader.loadPDF(pdf)) {
      return new PDFTextStripper().getText(document);
    }
  }

  @Test
  @DisplayName("as JSON every reason has a code for programs and a sentence for people")
  void json() {
    JsonObject json = ReportJson.of(FORGED, Language.JA);
    assertThat(json.getString("verdict")).isEqualTo("INVALID");
    JsonObject reason = json.getJsonArray("reasons").getJsonObject(0);
    assertThat(reason.getString("code")).isEqualTo("changed-page-content-on-page");
    assertThat(reason.getString("text")).isEqualTo("署名後に、1 ページ目の内容が変更されました（第 3 版）。");
    assertThat(json.getJsonArray("signatures").getJsonObject(0).getString("provenTime"))
        .isEqualTo("2026-11-21T05:03:00Z");
    assertThat(new JsonObject(json.encode())).isEqualTo(json);
  }

  @Test
  @DisplayName("the ETSI validation report comes from the same run and keeps to the schema")
  void etsi() throws Exception {
    String xml = etsi(ONCE, null);
    // Validates against the schema of ETSI TS 119 102-2; throws where it does not.
    ValidationReportFacade.newFacade().unmarshall(xml, true);
    assertThat(xml).contains(PASSED);
    assertThat(xml).doesNotContain("urn:natsuin:verification:reason:");
  }

  @Test
  @DisplayName("machines are never told a better verdict than people")
  void etsiIsNoMilder() throws Exception {
    var unknown = new ServiceRecord(List.of(new ServiceRecord.Revision(3, "00")), List.of());
    String xml = etsi(ONCE, unknown);
    ValidationReportFacade.newFacade().unmarshall(xml, true);
    assertThat(xml).doesNotContain(PASSED);
    assertThat(xml)
        .contains("urn:etsi:019102:mainindication:total-failed")
        .contains("urn:natsuin:verification:reason:record-unknown");
  }

  private static String etsi(byte[] file, @Nullable ServiceRecord record) {
    Verification verification =
        new PdfVerifier(List.of(DESK.workshop.root()), DESK.clock, PdfVerifier.Limits.STRANGERS)
            .verify(file, new Expectation(Level.LTA, record));
    return ((Verification.Examined) verification).etsiXml().get();
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  @DisplayName("there is a sentence for every finding of DSS and every kind of change")
  void allSentences(Language language) {
    Sentences sentences = new Sentences(language);
    for (SubIndication each : SubIndication.values()) {
      assertThat(sentences.of("reason.dss-" + Sentences.code(each))).isNotEmpty();
    }
    for (RevisionChange.Kind each : RevisionChange.Kind.values()) {
      assertThat(sentences.of("change." + Sentences.code(each))).isNotEmpty();
      if (!each.permitted()) {
        assertThat(sentences.of("reason.changed-" + Sentences.code(each))).isNotEmpty();
      }
      if (!each.permitted() && each != RevisionChange.Kind.EVIDENCE_REMOVED) {
        assertThat(sentences.of("reason.changed-" + Sentences.code(each) + "-on-page"))
            .isNotEmpty();
      }
    }
    for (Verdict each : Verdict.values()) {
      assertThat(sentences.of("summary." + each)).isNotEmpty();
    }
    for (RecordComparison.State each : RecordComparison.State.values()) {
      assertThat(sentences.of("record." + each)).isNotEmpty();
    }
  }

  @Test
  @DisplayName("the library's version in the report is the one that runs")
  void version() throws IOException {
    Properties pom = new Properties();
    String file = "/META-INF/maven/eu.europa.ec.joinup.sd-dss/dss-validation/pom.properties";
    try (InputStream in = Objects.requireNonNull(ReportTest.class.getResourceAsStream(file))) {
      pom.load(in);
    }
    assertThat(pom.getProperty("version")).isEqualTo(DssEngine.VERSION);
  }
}
