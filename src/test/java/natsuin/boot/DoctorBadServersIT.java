package natsuin.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import natsuin.boot.DoctorSeat.Looked;
import natsuin.boot.embedded.GuardedMailServer;
import natsuin.boot.embedded.GuardedMailServer.Tls;
import natsuin.boot.embedded.OwnRedis;
import natsuin.doctor.Doctor;
import natsuin.http.Language;
import natsuin.kernel.FreePort;
import natsuin.pg.SharedClock;
import natsuin.pki.CertificateStatus;
import natsuin.pki.EvilTsa;
import natsuin.pki.OcspResponder;
import natsuin.pki.RevocationReason;
import natsuin.pki.TimestampAuthority;
import natsuin.testkit.MailGate;
import natsuin.testkit.MutableClock;
import natsuin.testkit.TcpGate;
import natsuin.testkit.TlsFiles;
import natsuin.testkit.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Every bad state of a server that the doctor knows, as an operator meets it (OPS-5). */
@DisplayName("bin/doctor, servers in bad states (OPS-5)")
@Timeout(60)
class DoctorBadServersIT {
  @RegisterExtension static final World WORLD = new World();
  private static final String BAD = "doctor_bad";

  @TempDir Path directory;
  private DoctorSeat seat;

  @BeforeEach
  void sit() {
    seat = new DoctorSeat(WORLD, directory);
  }

  /** Every finding says what to do, and no place in a sentence was left empty. */
  private Looked look(String only, String... settings) throws IOException {
    var other = new HashMap<String, String>();
    for (int i = 0; i < settings.length; i += 2) {
      String key = settings[i].replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
      other.put("NATSUIN_" + key, settings[i + 1]);
    }
    var looked = seat.look(only, other);
    assertThat(looked.all())
        .allSatisfy(
            each -> {
              assertThat(each.found()).isNotBlank().doesNotContain("{", "null");
              assertThat(each.advice()).doesNotContain("{", "null");
              assertThat(each.advice().isEmpty()).isEqualTo(each.state().equals("ok"));
            });
    boolean error = looked.all().stream().anyMatch(each -> each.state().equals("error"));
    assertThat(looked.exit()).isEqualTo(error ? 1 : 0);
    return looked;
  }

  private static void told(Looked looked, String code, String state, String... words) {
    assertThat(looked.of(code).state()).as(code).isEqualTo(state);
    assertThat(looked.of(code).found()).as(code).contains(words);
  }

  private static void sql(String database, String... statements) {
    var postgres = WORLD.node().configuration().postgres();
    String url = postgres.using(database, 1).jdbcUrl();
    try (var connection =
            DriverManager.getConnection(url, "postgres", postgres.password().value());
        var statement = connection.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @AfterEach
  void mend() {
    sql(
        "postgres",
        "alter system reset all",
        "select pg_reload_conf()",
        "drop database if exists " + BAD + " with (force)",
        "drop role if exists crowded");
  }

  @Test
  @DisplayName(
      "PostgreSQL that loses what it acknowledged, takes no writes, waits for a standby that is not"
          + " there, and has room for too few nodes: each an error or warning with its value")
  void postgresSettings() throws IOException {
    sql(
        "postgres",
        "create database " + BAD + " template natsuin_template owner natsuin",
        "alter database " + BAD + " set synchronous_commit = off",
        "alter database " + BAD + " set default_transaction_read_only = on",
        "alter system set fsync = off",
        "select pg_reload_conf()");
    var looked = look("postgres", "postgres.database", BAD, "postgres.pool-size", "300");
    told(looked, "postgres.loses", "error", "fsync is off", "full_page_writes is on");
    told(looked, "postgres.commit-off", "error", "synchronous_commit is off");
    told(looked, "postgres.read-only", "error", "default_transaction_read_only is on");
    told(looked, "postgres.few-connections", "warning", "304 connections");
    sql(
        "postgres",
        "alter database " + BAD + " reset all",
        "alter system reset fsync",
        "alter system set synchronous_standby_names = 'db_b'",
        "select pg_reload_conf()");
    told(look("postgres", "postgres.database", BAD), "postgres.commits-hang", "error", "\"db_b\"");
  }

  @Test
  @DisplayName(
      "A schema that is ahead, too new, or broke off; an empty database, whose settings are judged"
          + " all the same, in another encoding than UTF8")
  void schema() throws IOException {
    sql(
        "postgres",
        "create database "
            + BAD
            + " encoding 'SQL_ASCII' locale_provider libc locale 'C'"
            + " template template0 owner natsuin");
    var empty = look("postgres", "postgres.database", BAD, "postgres.pool-size", "300");
    told(empty, "postgres.schema-behind", "warning", "The schema is at 0");
    told(empty, "postgres.encoding", "error", "SQL_ASCII");
    told(empty, "postgres.few-connections", "warning", "1 nodes");
    sql(
        "postgres",
        "drop database " + BAD,
        "create database " + BAD + " template natsuin_template owner natsuin");
    sql(
        BAD,
        "insert into flyway_schema_history (installed_rank, version, description, type, script,"
            + " installed_by, execution_time, success)"
            + " values (9999, '9999', 'later', 'SQL', 'V9999__later.sql', 'natsuin', 1, true)");
    told(look("postgres", "postgres.database", BAD), "postgres.schema-ahead", "warning", "to 9999");
    sql(BAD, "update schema_floor set oldest = 9999");
    told(
        look("postgres", "postgres.database", BAD),
        "postgres.schema-too-new",
        "error",
        "9999 has to be known");
    sql(BAD, "update flyway_schema_history set success = false where version = '9999'");
    told(
        look("postgres", "postgres.database", BAD), "postgres.schema-broken", "error", "broke off");
  }

  @Test
  @DisplayName(
      "PostgreSQL away, of a wrong password, without the database, with every connection taken, and"
          + " several of which none is the primary")
  void postgresAway() throws IOException {
    var port = Integer.toString(FreePort.onLoopback());
    var away = look("postgres,clock", "postgres.hosts", "localhost:" + port);
    told(away, "postgres.away", "error", "Connection refused");
    told(away, "clock.unasked", "warning", "Connection refused");
    told(
        look("postgres", "postgres.hosts", "localhost:" + port + ",no-such-host.invalid:5432"),
        "postgres.no-primary",
        "error",
        port + ": Connection refused",
        "no-such-host.invalid");
    told(
        look("postgres", "postgres.password", seat.secret("wrong", "wrong")),
        "postgres.refuses",
        "error",
        "password authentication failed");
    told(
        look("postgres", "postgres.database", "nowhere"),
        "postgres.refuses",
        "error",
        "does not exist");
    String password = WORLD.node().configuration().postgres().password().value();
    sql(
        "postgres",
        "create role crowded login connection limit 0 password '%s'".formatted(password));
    told(
        look("postgres", "postgres.user", "crowded"),
        "postgres.crowded",
        "error",
        "too many connections");
  }

  @Test
  @DisplayName(
      "PostgreSQL that is too old, a standby, and cannot keep its log (a server that says so)")
  void postgresSaysSo() throws IOException {
    sql("postgres", "create database " + BAD + " template natsuin_template owner natsuin");
    sql(
        BAD,
        "create schema lies",
        "grant usage on schema lies to public",
        "create function lies.pg_is_in_recovery() returns boolean return true",
        "create function lies.current_setting(name text) returns text return case name"
            + " when 'server_version' then '14.11 (Debian 14.11-1)' when 'archive_mode' then 'on'"
            + " else pg_catalog.current_setting(name) end",
        "create view lies.pg_stat_archiver as select now() as last_failed_time,"
            + " null::timestamptz as last_archived_time",
        "grant select on lies.pg_stat_archiver to public",
        "alter database " + BAD + " set search_path = lies, public, pg_catalog");
    var looked = look("postgres", "postgres.database", BAD);
    told(looked, "postgres.too-old", "error", "Version 14.11 is older than 15.0");
    told(looked, "postgres.standby", "error", "takes no writes");
    told(looked, "postgres.archive-fails", "error", "archive_command failed");
  }

  @Test
  @DisplayName(
      "Redis that evicts, keeps nothing, is nearly and wholly full, cannot write, is too old, a"
          + " replica, slow, of a wrong password, away")
  void redis() throws IOException {
    try (var redis = new OwnRedis(directory.resolve("own"))) {
      redis.command("config set maxmemory-policy allkeys-lru");
      var looked = look("redis", "redis.uris", redis.uri(), "redis.password", "");
      told(looked, "redis.evicts", "error", "maxmemory-policy is allkeys-lru");
      told(looked, "redis.not-kept", "warning", "appendonly is no");
      redis.command("config set maxmemory-policy noeviction");
      redis.failsToSave();
      redis.command("config set maxmemory " + redis.used() / 2);
      looked = look("redis", "redis.uris", redis.uri(), "redis.password", "");
      assertThat(looked.codes("redis")).contains("redis.out-of-memory", "redis.cannot-write");
      told(looked, "redis.out-of-memory", "error", "Its memory is full");
      redis.command("config set maxmemory " + redis.used() * 10 / 9);
      assertThat(look("redis", "redis.uris", redis.uri(), "redis.password", "").codes("redis"))
          .contains("redis.full");
      redis.command("replicaof 127.0.0.1 1");
      try (var gate = new TcpGate()) {
        gate.before(redis.port());
        gate.lie("redis_version:6.2.", "redis_version:5.0.");
        gate.delay(Duration.ofMillis(80));
        looked =
            look("redis", "redis.uris", "redis://localhost:" + gate.port(), "redis.password", "");
        told(looked, "redis.too-old", "error", "Version 5.0", "older than 6.2");
        told(looked, "redis.replica", "error", "takes no writes");
        told(looked, "redis.slow", "warning", "A question takes ");
        gate.shut();
        told(
            look("redis", "redis.uris", "redis://localhost:" + gate.port(), "redis.password", ""),
            "redis.away",
            "error",
            "Does not answer: ");
      }
    }
    told(
        look("redis", "redis.password", seat.secret("wrong", "wrong")),
        "redis.refuses",
        "error",
        "WRONGPASS");
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
      var looked = look("scanner", "scanner.addresses", at + ",tcp://127.0.0.1:" + away.port());
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
          look("scanner", "scanner.addresses", "tcp://127.0.0.1:" + gate.port()),
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
      var looked = look("scanner", "scanner.addresses", "tcp://127.0.0.1:" + gate.port());
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
      told(look("smtp", "smtp.port", "1"), "smtp.away", "error", "Connection refused");
      told(
          look("smtp", "smtp.port", "" + away.port()), "smtp.refuses", "error", "the line was cut");
      gate.be(MailGate.Trouble.SERVES_NOBODY);
      told(
          look("smtp", "smtp.port", "" + gate.port()),
          "smtp.refuses",
          "error",
          "no mail is taken here");
      gate.be(MailGate.Trouble.HANGS);
      told(
          look("smtp", "smtp.port", "" + gate.port(), "smtp.answer-within", "1 s"),
          "smtp.silent",
          "error",
          "within 1 s");
      gate.be(MailGate.Trouble.NONE);
    }
    try (var server = new GuardedMailServer(Tls.STRIPPED, files.context())) {
      told(guarded(server, files, GuardedMailServer.PASSWORD), "smtp.tls", "error", "not offered");
      assertThat(server.logins()).isEmpty();
      told(look("smtp", "smtp.port", "" + server.port()), "smtp.sender", "error", "530");
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
    return look(
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

  private interface Answer {
    byte[] to(byte[] request) throws IOException;
  }

  /** An HTTP server that answers so; nothing: with this status instead. */
  private record Answering(HttpServer server) implements AutoCloseable {
    static Answering with(int status, Answer answer) throws IOException {
      var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.createContext(
          "/",
          exchange -> {
            byte[] body = answer.to(exchange.getRequestBody().readAllBytes());
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
          });
      server.start();
      return new Answering(server);
    }

    String url() {
      return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }

  private static TimestampAuthority authority(Keys keys, InstantSource clock) {
    return new TimestampAuthority(keys.pki().tsa(), keys.plan().timestampPolicy(), clock);
  }

  @Test
  @DisplayName(
      "Timestamp authorities away, of garbage, of somebody else's answer, of another time, of a"
          + " certificate that ended, of an unknown root; one fine beside them")
  void timestamps() throws IOException {
    var clock = Clock.systemUTC();
    var ours = WORLD.node().keys();
    var strangers = strangers("strangers", clock);
    var ended = strangers("ended", () -> clock.instant().minus(Duration.ofDays(12 * 365)));
    try (var fine = Answering.with(200, authority(ours, clock)::answer);
        var none = Answering.with(503, request -> new byte[0]);
        var garbage = Answering.with(200, request -> "<html>".getBytes(StandardCharsets.UTF_8));
        var others =
            Answering.with(
                200,
                request -> {
                  request[request.length - 6] ^= 1; // in the nonce, before certReq
                  return authority(ours, clock).answer(request);
                });
        var wrong = Answering.with(200, request -> stamped(ours, request, Duration.ofHours(1)));
        var ahead = Answering.with(200, request -> stamped(ours, request, Duration.ofMinutes(1)));
        var over = Answering.with(200, request -> stamped(ended, request, Duration.ZERO));
        var stranger = Answering.with(200, authority(strangers, clock)::answer)) {
      var looked =
          look(
              "timestamps",
              "signing.timestamp-authorities",
              String.join(
                  ",",
                  fine.url(),
                  none.url(),
                  garbage.url(),
                  others.url(),
                  wrong.url(),
                  ahead.url(),
                  over.url(),
                  stranger.url()));
      assertThat(looked.of("timestamps.fine").subject()).isEqualTo(fine.url());
      told(looked, "timestamps.away", "error", "HTTP status 503");
      assertThat(
              looked.all().stream()
                  .filter(each -> each.code().equals("timestamps.unusable"))
                  .map(DoctorSeat.Found::found))
          .hasSize(2)
          .anySatisfy(words -> assertThat(words).contains("GARBAGE"))
          .anySatisfy(words -> assertThat(words).contains("WRONG_NONCE"));
      told(looked, "timestamps.wrong-time", "error", "more than five minutes apart");
      told(looked, "timestamps.clock-ahead", "warning", " s ahead of ours");
      told(looked, "timestamps.ended", "error", "has ended", "valid until");
      told(looked, "timestamps.untrusted", "error", "descends from no root");
    }
    told(
        look("timestamps", "signing.timestamp-trust", directory.resolve("none.pem").toString()),
        "timestamps.no-trust",
        "error",
        "no such file");
  }

  private static byte[] stamped(Keys keys, byte[] request, Duration ahead) throws IOException {
    return new EvilTsa(keys.pki().tsa(), request, Clock.systemUTC().instant().plus(ahead)).answer();
  }

  private Keys strangers(String name, InstantSource clock) throws IOException {
    var mine = directory.resolve(name).toString();
    var configuration =
        ConfigurationReader.read(
            Optional.empty(),
            Map.of(),
            Map.of("keys.directory", mine, "http.port", "0", "http.https-port", "0"));
    return Keys.open(configuration.settled(), clock);
  }

  @Test
  @DisplayName(
      "OCSP that nobody answers, another program answers, that speaks for another chain, is stale,"
          + " tells our seal to be revoked")
  void ocsp() throws IOException {
    var ours = WORLD.node().keys().pki();
    var strangers = strangers("strangers", Clock.systemUTC()).pki();
    var issuing = ours.issuing().identity().certificate();
    var clock = Clock.systemUTC();
    InstantSource yesterday = () -> clock.instant().minusSeconds(2 * 86_400);
    var day = Duration.ofDays(1);
    var good = new CertificateStatus.Good();
    var other = new OcspResponder(issuing, strangers.ocsp(), serial -> good, clock, day);
    var stale = new OcspResponder(issuing, ours.ocsp(), serial -> good, yesterday, day);
    var revoked =
        new OcspResponder(
            issuing,
            ours.ocsp(),
            serial ->
                new CertificateStatus.Revoked(
                    clock.instant(), RevocationReason.CESSATION_OF_OPERATION),
            clock,
            day);
    told(look("ocsp", "pki.public-base", "http://127.0.0.1:1/"), "ocsp.away", "warning", "refused");
    try (var busy = Answering.with(503, request -> new byte[0])) {
      told(look("ocsp", "pki.public-base", busy.url()), "ocsp.away", "warning", "HTTP status 503");
    }
    try (var web = Answering.with(404, request -> new byte[0])) {
      told(
          look("ocsp", "pki.public-base", web.url()), "ocsp.elsewhere", "error", "HTTP status 404");
    }
    try (var responder = Answering.with(200, other::answer)) {
      told(
          look("ocsp", "pki.public-base", responder.url()),
          "ocsp.unusable",
          "error",
          "not signed by a responder of the issuer");
    }
    try (var responder = Answering.with(200, stale::answer)) {
      told(
          look("ocsp", "pki.public-base", responder.url()),
          "ocsp.unusable",
          "error",
          "another time");
    }
    try (var responder = Answering.with(200, revoked::answer)) {
      var looked = look("ocsp", "pki.public-base", responder.url());
      told(looked, "ocsp.revoked", "error", "\"tsa\"");
      assertThat(looked.codes("ocsp")).hasSize(2);
    }
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
          look(
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
