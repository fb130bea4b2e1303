package natsuin.uploads;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import natsuin.testkit.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real clamd, real PostgreSQL. */
class VirusIT {
  @RegisterExtension static final World WORLD = new World().with("scanner.workers", "0");
  private static Desk desk;

  @BeforeAll
  static void open() {
    desk = new Desk(WORLD, WORLD.servers().clamd().orElseThrow().address());
  }

  @AfterAll
  static void close() {
    desk.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"docx", "xlsx", "pdf", "jpg", "jpeg", "png", "gif", "bmp", "tif", "tiff"})
  @DisplayName("DOC-3: a file that is what its name says is clean and can be looked at")
  void honestFiles(String ending) {
    var file = desk.settled(desk.take("証明書." + ending, Samples.of(ending)));
    assertThat(file.state()).as(file.finding()).isEqualTo(FileState.CLEAN);
    assertThat(file.pages()).isPositive();
    assertThat(desk.uploads().page(file, 1).await()).startsWith(0x89, 'P', 'N', 'G');
  }

  @Test
  @DisplayName("DOC-4: EICAR in a ZIP-based office file is stopped by clamd")
  void eicarInOfficeFile() {
    var file =
        desk.settled(
            desk.take("社員証.docx", Samples.docx(Map.of("word/media/note.txt", Samples.EICAR))));
    assertThat(file.state()).isEqualTo(FileState.INFECTED);
    assertThat(file.finding()).contains("Eicar");
    assertThat(file.key()).as("its bytes are destroyed").isNull();
    assertThat(file.blob()).isNull();
  }
}
