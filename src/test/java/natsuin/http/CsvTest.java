package natsuin.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Lists as files (CONTRACT-1)")
class CsvTest {
  @Test
  @DisplayName("Attack: a customer's name that a spreadsheet would run as a formula stays text")
  void formulasStayText() {
    for (String evil :
        List.of(
            "=HYPERLINK(\"http://x\")",
            "+1",
            "-1",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            "＝1",
            "＋1",
            "－1",
            "＠A")) {
      assertThat(Csv.line(List.of(evil))).startsWith("\"'");
    }
  }

  @Test
  void quotesAndLinesStayWithinTheirCell() {
    assertThat(Csv.line(List.of("a\"b", "c,d", "e\nf")))
        .isEqualTo("\"a\"\"b\",\"c,d\",\"e\nf\"\r\n");
    assertThat(Csv.line(Arrays.asList("a", null, ""))).isEqualTo("\"a\",,\r\n");
  }
}
