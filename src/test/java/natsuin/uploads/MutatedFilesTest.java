package natsuin.uploads;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import natsuin.uploads.content.Content;
import natsuin.uploads.content.ContentVerdict;
import natsuin.uploads.content.FileType;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files with bytes changed by chance; the seed is fixed, so that a failure comes back. */
class MutatedFilesTest {
  private static final int TIMES = 300;

  @ParameterizedTest
  @ValueSource(strings = {"docx", "xlsx", "pdf", "jpg", "png", "gif", "bmp", "tif"})
  @DisplayName("DOC-3, Attack: whatever is in a file, it gets a verdict, and what is fit is shown")
  void everyFileGetsAVerdict(String ending) {
    var type = FileType.named("a." + ending).orElseThrow();
    byte[] whole = Samples.of(ending);
    var random = new Random(ending.hashCode());
    for (int i = 0; i < TIMES; i++) {
      byte[] file = whole.clone();
      for (int n = random.nextInt(1, 12); n > 0; n--) {
        file[random.nextInt(Math.min(file.length, 3000))] = (byte) random.nextInt(256);
      }
      if (Content.examine(type, file) instanceof ContentVerdict.Fit fit) {
        assertThat(Content.page(type, file, fit.pages() - 1)).as("file %d", i).isNotEmpty();
      }
    }
  }
}
