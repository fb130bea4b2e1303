package natsuin.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("File names from outside (CONTRACT-8, SEC-3)")
class FileNamesTest {

  @ParameterizedTest
  @CsvSource({
    "金銭消費貸借契約書.pdf, 金銭消費貸借契約書.pdf",
    "契約書 1 (控え).pdf, 契約書 1 (控え).pdf",
    "契約書.PDF, 契約書.pdf",
    "契約書.pdf.pdf, 契約書.pdf",
    "契約書, 契約書.pdf",
    "契約書.exe, 契約書.exe.pdf",
    "  a   b.pdf , a b.pdf"
  })
  void ordinaryNamesStayAsTheyAre(String given, String clean) {
    assertThat(FileNames.clean(given)).isEqualTo(clean);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../../etc/passwd.pdf",
        "..\\..\\windows\\system32\\evil.pdf",
        "/etc/cron.d/evil.pdf",
        "C:\\evil.pdf",
        "a/../../b.pdf",
        "....//....//b.pdf"
      })
  @DisplayName("Attack: path traversal")
  void pathTraversal(String given) {
    assertThat(FileNames.clean(given))
        .doesNotContain("/", "\\", "..", ":")
        .endsWith(".pdf")
        .doesNotStartWith(".");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\r\nSet-Cookie: natsuin_staff=stolen.pdf",
        "a\"; filename=\"b.html",
        "a\u0000.html.pdf",
        "a;b=c.pdf",
        "\u202Efdp.exe",
        "a\u2028b.pdf",
        "%0d%0aX-Evil: 1.pdf"
      })
  @DisplayName("Attack: another header, another name, another direction of writing")
  void headerInjection(String given) {
    String header = FileNames.disposition(true, given);
    assertThat(header)
        .matches("attachment; filename=\"[A-Za-z0-9 ._()-]+\"; filename\\*=UTF-8''[A-Za-z0-9%._-]+")
        .endsWith(".pdf");
    String told = header.substring(header.indexOf("''") + 2);
    assertThat(URLDecoder.decode(told, StandardCharsets.UTF_8))
        .doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Zl}\";:%]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", ".", "..", "...", "/", ".pdf", "\u0000", "<>", "%%%"})
  void whatIsLeftEmptyIsNamedAnew(String given) {
    assertThat(FileNames.clean(given)).isEqualTo("document.pdf");
  }

  @Test
  void longNamesAreShortenedWithoutBreakingACharacter() {
    String name = FileNames.clean("𠮷".repeat(300) + ".pdf");
    assertThat(name.codePointCount(0, name.length())).isEqualTo(124);
    assertThat(name).endsWith("𠮷.pdf");
  }

  @Test
  @DisplayName("Browsers old and new are told the same name (RFC 6266, RFC 8187)")
  void bothForms() {
    assertThat(FileNames.disposition(false, "契約 A.pdf"))
        .isEqualTo("inline; filename=\"__ A.pdf\"; filename*=UTF-8''%E5%A5%91%E7%B4%84%20A.pdf");
  }
}
