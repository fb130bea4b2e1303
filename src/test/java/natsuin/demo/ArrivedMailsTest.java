package natsuin.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArrivedMailsTest {
  @TempDir Path mailbox;

  @Test
  @DisplayName("a mail that arrived is known for ever, one that never did is missed (OPS-4)")
  void known() throws IOException {
    String here = UUID.randomUUID().toString();
    String never = UUID.randomUUID().toString();
    var text = "Subject: x\r\nMessage-ID: <" + here + "@bank.example.jp>\r\n\r\nx";
    Path file = Files.writeString(mailbox.resolve("000000001.eml"), text);
    try (var mails = ArrivedMails.in(mailbox)) {
      assertThat(mails.without(List.of(here))).isEmpty();
      Files.delete(file);
      assertThat(mails.without(List.of(here, never))).containsExactly(never);
    }
  }
}
