package natsuin.clientissue;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import natsuin.testkit.World;
import org.slf4j.LoggerFactory;

/** Looks for what must not be left anywhere. */
final class Footprints {
  private Footprints() {}

  /** One secret, in every way in which it might be written. */
  record Secret(List<String> forms) {}

  static Secret of(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new Secret(List.of(text, hex(bytes), base64(bytes)));
  }

  /** A part in the middle, which every encoding of the whole contains. */
  static Secret of(byte[] bytes) {
    int from = bytes.length / 2 / 3 * 3;
    byte[] part = java.util.Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + 18));
    return new Secret(List.of(hex(part), base64(part), latin(part)));
  }

  /** The number that an elliptic-curve key is. */
  static Secret ofScalar(PrivateKey key) {
    byte[] number = ((ECPrivateKey) key).getS().toByteArray();
    return new Secret(List.of(hex(number), base64(number), latin(number)));
  }

  /** Everything that is logged while it is open. */
  static final class Log implements AutoCloseable {
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    Log() {
      lines.start();
      root.addAppender(lines);
    }

    String text() {
      return List.copyOf(lines.list).stream()
          .map(ILoggingEvent::getFormattedMessage)
          .collect(Collectors.joining("\n"));
    }

    @Override
    public void close() {
      root.detachAppender(lines);
    }
  }

  static void assertNone(World world, Log log, Secret... secrets) throws IOException {
    String everything = tables(world) + redis(world) + files() + log.text();
    for (Secret secret : secrets) {
      for (String form : secret.forms()) {
        assertThat(everything.contains(form)).as("found %s…", form.substring(0, 6)).isFalse();
      }
    }
    assertThat(everything).as("it looked at something").contains("client-issue.begun");
  }

  private static String tables(World world) {
    var db = world.database().client();
    var all = new StringBuilder();
    for (var table :
        db.query("select tablename from pg_tables where schemaname = 'public'").execute().await()) {
      for (var row :
          db.query("select t::text from \"" + table.getString(0) + "\" t").execute().await()) {
        all.append(row.getString(0)).append('\n');
      }
    }
    return all.toString();
  }

  private static String redis(World world) {
    var redis = world.node().redis();
    var all = new StringBuilder();
    for (Response key : redis.send(Command.KEYS, "*").await()) {
      all.append(key).append('\n');
      Response dump = redis.send(Command.DUMP, key.toString()).await();
      if (dump != null) {
        all.append(latin(dump.toBytes())).append('\n');
      }
    }
    return all.toString();
  }

  /** What this program wrote to the disk; the databases' own files are looked at through them. */
  private static String files() throws IOException {
    Path here = Path.of("target", "world-files").toAbsolutePath();
    String own = ProcessHandle.current().pid() + "-";
    try (Stream<Path> all = Files.walk(here)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> here.relativize(file).toString().startsWith(own))
          .map(Footprints::read)
          .collect(Collectors.joining("\n"));
    }
  }

  private static String read(Path file) {
    try {
      return latin(Files.readAllBytes(file));
    } catch (IOException gone) {
      return "";
    }
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String latin(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
