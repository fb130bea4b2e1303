package natsuin.employerdesk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import natsuin.kernel.Failure;
import natsuin.kernel.FailureException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Files of employers as spreadsheets save them (EMP-5)")
class CsvTextTest {
  private static List<CsvText.Line> read(String text) {
    return CsvText.read(text.getBytes(StandardCharsets.UTF_8), 10);
  }

  private static String refused(byte[] file) {
    try {
      return "read " + CsvText.read(file, 10).size();
    } catch (FailureException refused) {
      return ((Failure.Invalid) refused.failure()).fields().getFirst().code();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "windows-31j"})
  @DisplayName("UTF-8 with and without a mark, and Shift_JIS with Windows' letters, read alike")
  void encodings(String charset) {
    String text = "事業主名,住所\r\n髙橋商店①～,見本町－1\r\n";
    var lines = CsvText.read(text.getBytes(Charset.forName(charset)), 10);
    assertThat(lines.get(1).cells()).containsExactly("髙橋商店①～", "見本町－1");
    var marked = CsvText.read(("\uFEFF" + text).getBytes(StandardCharsets.UTF_8), 10);
    assertThat(marked.getFirst().cells()).containsExactly("事業主名", "住所");
  }

  @Test
  @DisplayName("quotation marks, commas and line ends within a cell; empty lines count as lines")
  void quotes() {
    var lines = read("a,b\n\n\"x,\"\"y\"\"\n z\",2\r\n,,\r\nlast");
    assertThat(lines)
        .containsExactly(
            new CsvText.Line(1, List.of("a", "b")),
            new CsvText.Line(3, List.of("x,\"y\"\n z", "2")),
            new CsvText.Line(6, List.of("last")));
    assertThat(read("\"a\"b,\"\"\nc").getFirst().cells()).containsExactly("ab", "");
    assertThat(read("a\rb\r").stream().map(CsvText.Line::number)).containsExactly(1, 2);
  }

  @Test
  @DisplayName("Attack: bombs: too many lines, an endless quotation, endless cells, no text at all")
  void bombs() {
    assertThat(refused("x\n".repeat(400_000).getBytes(StandardCharsets.UTF_8)))
        .isEqualTo("csv-too-many-lines");
    assertThat(refused(("a,b\n\"" + "x\n".repeat(400_000)).getBytes(StandardCharsets.UTF_8)))
        .isEqualTo("csv-quotes");
    assertThat(refused("\"".repeat(999_999).getBytes(StandardCharsets.UTF_8)))
        .isEqualTo("csv-quotes");
    assertThat(refused(",".repeat(1_000_000).getBytes(StandardCharsets.UTF_8))).isEqualTo("read 0");
    assertThat(read("y".repeat(1_000_000)).getFirst().cells().getFirst()).hasSize(500);
    assertThat(refused("a,b".getBytes(StandardCharsets.UTF_16))).isEqualTo("csv-encoding");
    assertThat(refused(new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, (byte) 0xff}))
        .isEqualTo("csv-encoding");
    assertThat(refused("a\0b".getBytes(StandardCharsets.UTF_8))).isEqualTo("csv-encoding");
    assertThat(refused(new byte[0])).isEqualTo("read 0");
  }

  @Test
  @DisplayName(
      "headings: as in the template, in any order; missing, twice and unknown ones are named")
  void headings() {
    var rows =
        Sheet.read(
            "住所,事業主名,事業主名カナ,事業主名 英字,郵便番号\n見本町1,見本,ミホン,Mihon,1040028\n"
                .getBytes(StandardCharsets.UTF_8));
    assertThat(rows.getFirst().line()).isEqualTo(2);
    assertThat(rows.getFirst().typed().getString("nameLatin")).isEqualTo("Mihon");
    assertThatThrownBy(() -> sheet("事業主名,住所\nx,y")).satisfies(wrong("csv-columns"));
    assertThatThrownBy(() -> sheet("住所,住所\nx,y")).satisfies(wrong("csv-column-twice"));
    assertThatThrownBy(() -> sheet("電話番号\nx")).satisfies(wrong("csv-column-unknown"));
    assertThatThrownBy(() -> sheet("事業主名,住所\n")).satisfies(wrong("csv-empty"));
  }

  private static void sheet(String text) {
    Sheet.read(text.getBytes(StandardCharsets.UTF_8));
  }

  private static java.util.function.Consumer<Throwable> wrong(String code) {
    return fault ->
        assertThat(((FailureException) fault).failure())
            .isInstanceOfSatisfying(
                Failure.Invalid.class,
                invalid -> assertThat(invalid.fields().getFirst().code()).isEqualTo(code));
  }
}
