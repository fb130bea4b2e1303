package natsuin.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.encoder.Encoder;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import natsuin.testkit.TraceCollector;
import natsuin.testkit.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;

/** Traces as a collector gets them, and log lines that carry their names. */
class TraceIT {
  private static final TraceCollector COLLECTOR = new TraceCollector();

  @RegisterExtension
  static final World WORLD =
      new World().with("telemetry.otlp", COLLECTOR.address()).with("telemetry.share", "100");

  private final Lines lines = new Lines();

  @BeforeEach
  void listen() {
    lines.start();
    ((Logger) LoggerFactory.getLogger("natsuin.access")).addAppender(lines);
  }

  @AfterEach
  void leave() {
    ((Logger) LoggerFactory.getLogger("natsuin.access")).detachAppender(lines);
  }

  @AfterAll
  static void stop() {
    COLLECTOR.close();
  }

  @Test
  @DisplayName(
      "one request: its log line has its number and its trace, and that trace arrives (OPS-5)")
  void requestAndStatements() {
    var answer = WORLD.get("/api/service", "Cookie", "__Host-mypage=nobody; mypage=nobody");
    JsonObject line = lines.of("/api/service");
    assertThat(line.getString("request_id"))
        .isEqualTo(answer.headers().firstValue("X-Request-Id").orElseThrow());
    assertThat(line.getString("trace_id")).matches("[0-9a-f]{32}");
    awaitTrace(line.getString("trace_id"));
  }

  @Test
  @DisplayName("a trace holds HTTP and SQL, with places instead of values (OPS-5, SEC)")
  void statements() {
    WORLD.get("/health/ready");
    await().atMost(Duration.ofSeconds(20)).until(() -> COLLECTOR.text().contains("db."));
    assertThat(COLLECTOR.text()).contains("http.request.method", "url.path");
  }

  @Test
  @DisplayName("attack: a stranger's traceparent is not taken up, nor is a query passed on")
  void foreignTrace() {
    String foreign = "0af7651916cd43dd8448eb211c80319c";
    WORLD.get(
        "/api/service?mail=hanako@shop.example.jp",
        "traceparent",
        "00-" + foreign + "-b7ad6b7169203331-01");
    JsonObject line = lines.of("/api/service");
    assertThat(line.getString("trace_id")).isNotEqualTo(foreign);
    awaitTrace(line.getString("trace_id"));
    assertThat(COLLECTOR.text()).doesNotContain("hanako", "127.0.0.1:");
  }

  @Test
  @DisplayName(
      "OPS-1, OPS-5: work on another node for a request is logged under the request's trace")
  void otherNode() throws IOException {
    var log = LoggerFactory.getLogger("natsuin.access.test");
    var other = WORLD.anotherNode();
    other
        .vertx()
        .eventBus()
        .consumer(
            "trace-it",
            message -> {
              log.info("the other node works");
              message.reply("");
            })
        .completion()
        .await();
    var bus = WORLD.node().vertx().eventBus();
    var server =
        WORLD
            .node()
            .vertx()
            .createHttpServer()
            .requestHandler(
                request -> {
                  log.info("the first node asks");
                  bus.request("trace-it", "").onComplete(done -> request.response().end());
                })
            .listen(0)
            .await();
    var address = URI.create("http://localhost:%d/".formatted(server.actualPort()));
    assertThat(WORLD.send(HttpRequest.newBuilder(address).build()).statusCode()).isEqualTo(200);

    assertThat(lines.with("the other").getString("trace_id"))
        .isEqualTo(lines.with("the first").getString("trace_id"))
        .matches("[0-9a-f]{32}");
    server.close().await();
  }

  private static void awaitTrace(String trace) {
    String bytes = new String(HexFormat.of().parseHex(trace), StandardCharsets.ISO_8859_1);
    await().atMost(Duration.ofSeconds(20)).until(() -> COLLECTOR.bytes().contains(bytes));
  }

  /** Lines as the JSON format has them, made on the thread that logs. */
  private static final class Lines extends AppenderBase<ILoggingEvent> {
    private final Encoder<ILoggingEvent> encoder = JsonLines.encoder(new LoggerContext());
    private final List<JsonObject> made = new CopyOnWriteArrayList<>();

    @Override
    protected void append(ILoggingEvent event) {
      made.add(new JsonObject(new String(encoder.encode(event), StandardCharsets.UTF_8)));
    }

    JsonObject of(String path) {
      return with(" " + path + " ");
    }

    JsonObject with(String text) {
      return await()
          .until(
              () ->
                  made.stream()
                      .filter(line -> line.getString("message").contains(text))
                      .findFirst()
                      .orElse(null),
              found -> found != null);
    }
  }
}
