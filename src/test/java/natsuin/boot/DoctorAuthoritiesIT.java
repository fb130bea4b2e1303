package natsuin.boot;

import static natsuin.boot.DoctorSeat.told;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import natsuin.pki.CertificateStatus;
import natsuin.pki.EndedTsa;
import natsuin.pki.EvilTsa;
import natsuin.pki.OcspResponder;
import natsuin.pki.RevocationReason;
import natsuin.pki.TimestampAuthority;
import natsuin.testkit.World;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Timestamp authorities and OCSP in every bad state that the doctor knows. */
@DisplayName("bin/doctor, authorities in bad states (OPS-5)")
@Timeout(60)
class DoctorAuthoritiesIT {
  @RegisterExtension static final World WORLD = new World();

  @TempDir Path directory;
  private DoctorSeat seat = new DoctorSeat(WORLD, Path.of(""));

  @BeforeEach
  void sit() {
    seat = new DoctorSeat(WORLD, directory);
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
    var ended = new EndedTsa(ours.pki(), ours.plan());
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
        var over = Answering.with(200, ended::answer);
        var stranger = Answering.with(200, authority(strangers, clock)::answer)) {
      var looked =
          seat.look(
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
        seat.look(
            "timestamps", "signing.timestamp-trust", directory.resolve("none.pem").toString()),
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
    told(
        seat.look("ocsp", "pki.public-base", "http://127.0.0.1:1/"),
        "ocsp.away",
        "warning",
        "refused");
    try (var busy = Answering.with(503, request -> new byte[0])) {
      told(
          seat.look("ocsp", "pki.public-base", busy.url()),
          "ocsp.away",
          "warning",
          "HTTP status 503");
    }
    try (var web = Answering.with(404, request -> new byte[0])) {
      told(
          seat.look("ocsp", "pki.public-base", web.url()),
          "ocsp.elsewhere",
          "error",
          "HTTP status 404");
    }
    try (var responder = Answering.with(200, other::answer)) {
      told(
          seat.look("ocsp", "pki.public-base", responder.url()),
          "ocsp.unusable",
          "error",
          "not signed by a responder of the issuer");
    }
    try (var responder = Answering.with(200, stale::answer)) {
      told(
          seat.look("ocsp", "pki.public-base", responder.url()),
          "ocsp.unusable",
          "error",
          "another time");
    }
    try (var responder = Answering.with(200, revoked::answer)) {
      var looked = seat.look("ocsp", "pki.public-base", responder.url());
      told(looked, "ocsp.revoked", "error", "\"tsa\"");
      assertThat(looked.codes("ocsp")).hasSize(2);
    }
  }
}
