package natsuin.boot;

import static natsuin.boot.DoctorSeat.told;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import natsuin.boot.DoctorSeat.Looked;
import natsuin.boot.embedded.GuardedMailServer;
import natsuin.boot.embedded.GuardedMailServer.Tls;
import natsuin.doctor.Doctor;
import natsuin.http.Language;
import natsuin.pg.SharedClock;
import natsuin.testkit.MailGate;
import natsuin.testkit.MutableClock;
import natsuin.testkit.TcpGate;
import natsuin.testkit.TlsFiles;
import natsuin.testkit.World;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Mail servers and scanners in every bad state that the doctor knows, and all servers at once. */
@DisplayName("bin/doctor, servers in bad states (OPS-5)")
@Timeout(60)
class DoctorBadServersIT {
  @RegisterExtension static final World WORLD = new World();

  @TempDir Path directory;
  private DoctorSeat seat = new DoctorSeat(WORLD, Path.of(""));

  @BeforeEach
  void sit() {
    seat = new DoctorSeat(WORLD, directory);
  }

  @Test
  @DisplayName("clamd away, another program in its place, blind, and with old signatures")
  void scanner() throws IOException {
    var address = URI.create(WORLD.node().configuration().scanner().addresses().getFirst());
    try (var gate = new TcpGate();
        var away = new TcpGate()) {
      gate.before(address.getPort());
      away.shut();
      String at = "tcp://127.0.0.1:" + gate.port();
      var looked =
          seat.look("scanner", "scanner.addresses", at + ",tcp://127.0.0.1:" + away.port());
      told(looked, "scanner.no-list", "warning", "a list of its own only");
      told(looked, "scanner.away", "error", "Does not answer: ");
      assertThat(looked.of("scanner.away").subject()).endsWith(":" + away.port());
    }
    aged(address, Duration.ofDays(5), "scanner.old", "warning");
    aged(address, Duration.ofDays(30), "scanner.stale", "error");
    try (var gate = new TcpGate()) {
      gate.before(address.getPort());
      gate.lie("FOUND", "OK");
      gate.lie("Eicar-Test-Signature.UNOFFICIAL ", "");
      told(
          seat.look("scanner", "scanner.addresses", "tcp://127.0.0.1:" + gate.port()),
          "scanner.blind",
          "error",
          "does not find the test virus");
    }
  }

  private void aged(URI real, Duration age, String code, String state) throws IOException {
    String version = version(real);
    try (var gate = new TcpGate()) {
      gate.before(real.getPort());
      gate.lie(version, version + "/27456/" + made(age));
      var looked = seat.look("scanner", "scanner.addresses", "tcp://127.0.0.1:" + gate.port());
      told(looked, code, state, version, age.toDays() + " days old");
    }
  }

  private static String version(URI clamd) throws IOException {
    try (var socket = new Socket(clamd.getHost(), clamd.getPort())) {
      socket.getOutputStream().write("zVERSION\0".getBytes(StandardCharsets.US_ASCII));
      var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      return answer.replace("\0", "");
    }
  }

  private static String made(Duration ago) {
    return DateTimeFormatter.ofPattern("EEE MMM d HH:mm:ss yyyy", Locale.ENGLISH)
        .format(Instant.now().minus(ago).atOffset(ZoneOffset.UTC));
  }

  @Test
  @DisplayName(
      "Mail server away, refusing, silent, without STARTTLS, of a stranger's certificate, of"
          + " another password, and one that wants a login")
  void mail() throws IOException {
    var files = TlsFiles.ofLocalhost(directory.resolve("right"));
    var stranger = TlsFiles.ofLocalhost(directory.resolve("stranger"));
    try (var gate = new MailGate();
        var away = new TcpGate()) {
      gate.before(WORLD.node().configuration().smtp().port());
      away.shut();
      told(seat.look("smtp", "smtp.port", "1"), "smtp.away", "error", "Connection refused");
      told(
          seat.look("smtp", "smtp.port", "" + away.port()),
          "smtp.refuses",
          "error",
          "the line was cut");
      gate.be(MailGate.Trouble.SERVES_NOBODY);
      told(
          seat.look("smtp", "smtp.port", "" + gate.port()),
          "smtp.refuses",
          "error",
          "no mail is taken here");
      gate.be(MailGate.Trouble.HANGS);
      told(
          seat.look("smtp", "smtp.port", "" + gate.port(), "smtp.answer-within", "1 s"),
          "smtp.silent",
          "error",
          "within 1 s");
      gate.be(MailGate.Trouble.NONE);
    }
    try (var server = new GuardedMailServer(Tls.STRIPPED, files.context())) {
      told(guarded(server, files, GuardedMailServer.PASSWORD), "smtp.tls", "error", "not offered");
      assertThat(server.logins()).isEmpty();
      told(seat.look("smtp", "smtp.port", "" + server.port()), "smtp.sender", "error", "530");
    }
    try (var server = new GuardedMailServer(Tls.STARTTLS, files.context())) {
      told(
          guarded(server, stranger, GuardedMailServer.PASSWORD), "smtp.tls", "error", "Encryption");
      assertThat(server.logins()).isEmpty();
      told(guarded(server, files, "wrong"), "smtp.login", "error", "535");
      told(guarded(server, files, GuardedMailServer.PASSWORD), "smtp.fine-login", "ok", "STARTTLS");
      assertThat(server.mails()).as("it sends none").isEmpty();
    }
  }

  private Looked guarded(GuardedMailServer server, TlsFiles trusted, String password)
      throws IOException {
    return seat.look(
        "smtp",
        "smtp.host",
        "localhost",
        "smtp.port",
        "" + server.port(),
        "smtp.tls",
        "starttls",
        "smtp.tls-ca-file",
        trusted.certificate().toString(),
        "smtp.user",
        GuardedMailServer.USER,
        "smtp.password",
        seat.secret("mail", password));
  }

  @Test
  @DisplayName(
      "Every server takes the connection and says nothing: it ends within seconds, and says of each"
          + " that it is silent")
  void allHang() throws IOException {
    try (var hole = new TcpGate()) {
      hole.before(WORLD.node().configuration().smtp().port());
      hole.hush();
      String at = "127.0.0.1:" + hole.port();
      long begun = System.nanoTime();
      var looked =
          seat.look(
              "postgres,redis,smtp,scanner,timestamps,ocsp",
              "postgres.hosts",
              at,
              "postgres.connect-timeout",
              "2 s",
              "redis.uris",
              "redis://" + at,
              "smtp.port",
              "" + hole.port(),
              "smtp.answer-within",
              "3 s",
              "scanner.addresses",
              "tcp://" + at,
              "signing.timestamp-authorities",
              "http://" + at + "/",
              "pki.public-base",
              "http://" + at + "/");
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(15));
      for (String check : new String[] {"postgres", "redis", "scanner", "timestamps", "ocsp"}) {
        assertThat(looked.codes(check)).containsExactly(check + ".away");
      }
      assertThat(looked.codes("smtp")).containsExactly("smtp.silent");
    }
  }

  @Test
  @DisplayName("The machine's clock ahead and behind: how far, and which of both")
  void clock() throws Exception {
    var node = WORLD.node();
    var machine = new MutableClock();
    machine.advance(Duration.ofSeconds(5));
    try (var shared = SharedClock.of(node.vertx(), node.database(), machine)) {
      var ground =
          DoctorRooms.ground(
              node.configuration(),
              node.vertx(),
              node.clock(),
              () -> shared.askSkew().await(),
              node.database(),
              node.redis());
      try (var doctor = Doctor.of(ground)) {
        assertThat(clockFinding(doctor)).contains("clock.ahead", "ahead of");
        machine.advance(Duration.ofMinutes(10));
        assertThat(clockFinding(doctor)).contains("clock.far-ahead", "is 60", "ahead of");
        machine.advance(Duration.ofMinutes(-20));
        assertThat(clockFinding(doctor)).contains("clock.far-behind", "is 59", "behind");
      }
    }
  }

  private static String clockFinding(Doctor doctor) throws InterruptedException {
    return doctor.lookAt(List.of("clock")).stream()
        .filter(each -> each.check().equals("clock"))
        .map(each -> each.json(Language.EN))
        .map(JsonObject::encode)
        .findFirst()
        .orElseThrow();
  }
}
