package natsuin.employerdesk;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.time.LocalDate;
import java.util.Collections;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PrinterTest {
  private static final Vertx VERTX = Vertx.vertx();
  private static final int MANY = 200;

  @AfterAll
  static void close() {
    VERTX.close().await();
  }

  @Test
  @DisplayName("EMP-5: a single letter does not wait for those of a large file")
  void single() throws Exception {
    LocalDate day = LocalDate.of(2026, 11, 23);
    var facts =
        new Letter.Facts(
            "1000000016", "株式会社行列", "1500001", "町", "青葉支店", "Kp7m#T4qx9Wd", day, day, false);
    try (var printer = new Printer(VERTX, new Letter("サンプル銀行", "https://employers.example.jp"))) {
      var file = printer.print(Collections.nCopies(MANY, facts));
      assertThat(printer.print(Collections.nCopies(1, facts)).await(1, TimeUnit.MINUTES))
          .isNotEmpty();
      assertThat(file.isComplete()).as("the file's turn is not over yet").isFalse();
      assertThat(file.await(1, TimeUnit.MINUTES)).isNotEmpty();
    }
  }
}
