package natsuin.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import natsuin.kernel.FailureException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BodyReaderTest {
  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  @DisplayName("Attack: Slowloris, a byte before every look: given up all the same")
  void drips() throws Exception {
    var reader = new BodyReader(vertx, 1 << 20, Duration.ofMillis(300));
    int port =
        vertx
            .createHttpServer()
            .requestHandler(request -> answer(reader, request))
            .listen(0, "localhost")
            .await()
            .actualPort();
    HttpClientRequest request =
        vertx.createHttpClient().request(HttpMethod.POST, port, "localhost", "/").await();
    request.setChunked(true);
    var response = request.response().compose(answered -> answered.body());
    long drip = vertx.setPeriodic(20, timer -> request.write("x"));
    try {
      var body = response.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
      assertThat(body).hasToString("body-stalled");
    } finally {
      vertx.cancelTimer(drip);
    }
  }

  private static void answer(BodyReader reader, HttpServerRequest request) {
    request.pause();
    Thread.startVirtualThread(
        () -> {
          try {
            String taken = reader.use(request, UUID.randomUUID(), whole -> "taken " + whole.length);
            request.response().end(taken);
          } catch (FailureException refused) {
            request.response().end(refused.failure().code());
          }
        });
  }
}
