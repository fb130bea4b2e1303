package natsuin.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The connection in these tests always comes from 127.0.0.1. */
@DisplayName("Where a request comes from (SEC-3)")
class ClientAddressTest {
  private static Vertx vertx;

  @BeforeAll
  static void open() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void close() {
    vertx.close().await();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''              | 203.0.113.7                     | 127.0.0.1",
        "127.0.0.1       | 203.0.113.7                     | 203.0.113.7",
        "127.0.0.0/8     | 198.51.100.1, 203.0.113.7       | 203.0.113.7",
        "127.0.0.1 10.0.0.0/8 | 198.51.100.1, 203.0.113.7, 10.1.2.3 | 203.0.113.7",
        "127.0.0.1       | 2001:db8:1:2:3:4:5:6            | 20010db800010002/64",
        "127.0.0.1       | not-an-address                  | 127.0.0.1",
        "127.0.0.1       | ''                              | 127.0.0.1",
        "10.0.0.0/8      | 203.0.113.7                     | 127.0.0.1"
      })
  void clientBehindProxies(String proxies, String forwarded, String client) throws Exception {
    List<String> trusted = proxies.isEmpty() ? List.of() : List.of(proxies.split(" "));
    var router = Router.router(vertx);
    router
        .route()
        .handler(new ClientAddress(trusted)::note)
        .handler(context -> context.end(ClientAddress.of(context)));
    var server = vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1").await();
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort() + "/"))
            .header("X-Forwarded-For", forwarded)
            .timeout(Duration.ofSeconds(10))
            .build();
    String answer;
    try (var http = HttpClient.newHttpClient()) {
      answer = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
    assertThat(answer).isEqualTo(client);
    server.close().await();
  }

  @Test
  @DisplayName("a proxy that is none is told at start")
  void fault() {
    assertThatThrownBy(() -> new ClientAddress(List.of("10.0.0.0/99")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
