package natsuin.operators;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import natsuin.outbox.MailTemplate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What operators read of a queue's items (OPS-5, UI-1)")
class QueueErrorsTest {
  private static final Path SOURCES = Path.of("src/main/java/natsuin");

  /** Where a queue's work goes wrong, or asks what does. */
  private static final Pattern CODE =
      Pattern.compile(
          "(?:Unavailable|GiveUpException|Denied|putBack|waitAgain|failed|last_error)"
              + "(?:\\(| = )[^\"';]*[\"']([a-z]+(?:-[a-z]+)+)[\"']"
              + "|-> \"(smtp-[a-z]+)\"|'(node-lost)'");

  private static final Pattern ROOM =
      Pattern.compile("(signing|uploads|issuance|outbox|queues|pg|redis|ceremony)/.*\\.java");

  private static JsonObject messages(String language) throws IOException {
    return new JsonObject(Files.readString(Path.of("webroot/messages/" + language + ".json")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ja", "en"})
  @DisplayName("each code of an error has a sentence that says what it means, and one what to do")
  void everyErrorIsSaid(String language) throws IOException {
    var codes = new TreeSet<>(java.util.List.of("busy", "smtp-4", "smtp-5", "smtp-5-failed"));
    try (Stream<Path> files = Files.walk(SOURCES)) {
      for (Path file : files.filter(each -> inRoom(each)).toList()) {
        CODE.matcher(Files.readString(file))
            .results()
            .map(found -> Stream.of(found.group(1), found.group(2), found.group(3)))
            .map(groups -> groups.filter(code -> code != null).findFirst().orElseThrow())
            .forEach(codes::add);
      }
    }
    assertThat(codes)
        .contains("tsa-unavailable", "scanner-away", "node-lost", "database-away", "pin-locked")
        .contains("smtp-timeout", "internal-error", "mail-unreadable", "opening-key-expired");
    var messages = messages(language);
    assertThat(codes)
        .allSatisfy(
            code -> {
              assertThat(messages.getString("operations.error." + code)).isNotBlank();
              assertThat(messages.getString("operations.advice." + code)).isNotBlank();
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"ja", "en"})
  @DisplayName("each kind of mail has a name")
  void everyMailHasAName(String language) throws IOException {
    var messages = messages(language);
    assertThat(Arrays.stream(MailTemplate.values()).map(MailTemplate::code))
        .allSatisfy(code -> assertThat(messages.getString("operations.mail." + code)).isNotBlank());
  }

  @Test
  @DisplayName("the rooms that are searched are there")
  void theRoomsAreThere() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      assertThat(files.filter(QueueErrorsTest::inRoom)).hasSizeGreaterThan(60);
    }
  }

  private static boolean inRoom(Path file) {
    return ROOM.matcher(SOURCES.relativize(file).toString()).matches();
  }
}
