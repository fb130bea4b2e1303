package natsuin.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import natsuin.doctor.Finding;
import natsuin.http.Language;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DoctorTableTest {
  @Test
  @DisplayName(
      "attack: what a mail server says steers no terminal and looks like no finding (OPS-5)")
  void serversWords() {
    String said = "554 no\u001b[2J\u001b]0;x\u0007\u009b1m\r\nok  all is well\u202e";
    var finding =
        new Finding(Finding.State.ERROR, "smtp.refuses", "mail.internal:25", Map.of("fault", said));
    String table = new DoctorTable(Language.EN).of(List.of(finding));
    assertThat(table.replace(System.lineSeparator(), "").chars())
        .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT);
    assertThat(table.lines()).noneMatch(line -> line.startsWith("ok"));
  }
}
