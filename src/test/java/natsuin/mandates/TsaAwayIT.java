package natsuin.mandates;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import natsuin.pki.TimestampAuthority;
import natsuin.testkit.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A power of attorney while the timestamp authority is away. */
class TsaAwayIT {
  private static final AtomicBoolean THERE = new AtomicBoolean();
  private static final HttpServer TSA = tsa();

  @RegisterExtension
  static final World WORLD =
      new World()
          .with(
              "signing.timestamp-authorities",
              "http://127.0.0.1:" + TSA.getAddress().getPort() + "/");

  @AfterAll
  static void stop() {
    TSA.stop(0);
  }

  @Test
  @DisplayName(
      "OPS-3: away: said at once, nothing is lost or half done; back: pressed again, signed")
  void pressedAgain() {
    var signing = new Signing(WORLD);
    var seat = signing.representative();
    String mandate = signing.drafts(seat);
    var asked = signing.authorizes(seat, mandate);
    for (int press = 0; press < 2; press++) {
      var answer = Signing.signs(seat, asked);
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.code()).isEqualTo("mandate-not-timestamped");
      assertThat(answer.header("Retry-After")).isPresent();
      var shown = seat.browser().get(Signing.path(mandate)).json();
      assertThat(shown.getString("state")).isEqualTo("draft");
      assertThat(shown.getString("step")).isEqualTo("sign");
    }
    THERE.set(true);
    var answer = Signing.signs(seat, asked);
    assertThat(answer.status()).as(answer.http().body()).isEqualTo(200);
    assertThat(answer.json().getString("state")).isEqualTo("signed");
  }

  private static HttpServer tsa() {
    try {
      var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.createContext(
          "/",
          exchange -> {
            byte[] question = exchange.getRequestBody().readAllBytes();
            byte[] answer = THERE.get() ? authority().answer(question) : new byte[0];
            exchange.getResponseHeaders().add("Content-Type", "application/timestamp-reply");
            exchange.sendResponseHeaders(THERE.get() ? 200 : 503, THERE.get() ? answer.length : -1);
            exchange.getResponseBody().write(answer);
            exchange.close();
          });
      server.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static TimestampAuthority authority() {
    var keys = WORLD.node().keys();
    return new TimestampAuthority(keys.pki().tsa(), keys.plan().timestampPolicy(), WORLD.clock());
  }
}
