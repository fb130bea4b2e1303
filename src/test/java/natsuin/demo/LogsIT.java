package natsuin.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import natsuin.testkit.TraceCollector;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Everything that the program says of a full run, its log and its traces: nobody is in it. */
class LogsIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final String WRONG_PASSWORD = "Machigai9pass";
  private static final String WRONG_PIN = "MachigaiPin8";
  private static final TraceCollector COLLECTOR = new TraceCollector();
  private static final Path DIRECTORY =
      Path.of("target", "logs-world", UUID.randomUUID().toString());
  private static final ForkedNode NODE =
      new ForkedNode(
          DIRECTORY,
          """
          log: { format: json }
          telemetry: { otlp: "%s", share: 100 }
          """
              .formatted(COLLECTOR.address()));

  private static final List<String> SAID = new ArrayList<>();
  private static Secrets secrets = new Secrets();

  @BeforeAll
  static void run() throws IOException {
    NODE.awaitReady();
    await().atMost(PATIENCE).until(LogsIT::demonstrationIsThere);
    Path pdf = DIRECTORY.resolveSibling("契約書 高瀬健一.pdf");
    var terms = new DemoTerms(DemoContract.ALL.get(1), "サンプル銀行", Clock.systemUTC());
    Files.write(pdf, DemoPapers.render(DemoPapers.Paper.LOAN, terms.facts()));
    var steps = new Steps(new PrintWriter(new StringWriter()));
    new MainJob(NODE.base(), "ja", steps).run(pdf, pdf.getFileName().toString());
    mistakes();
    secrets = Secrets.of(NODE.base()).and(WRONG_PASSWORD).and(WRONG_PIN);
    NODE.close();
    SAID.addAll(Files.readAllLines(NODE.log()));
  }

  @AfterAll
  static void stop() {
    NODE.close();
    COLLECTOR.close();
  }

  @Test
  @DisplayName(
      "the log of a full run: no name, address, code, PIN or password of anybody (OPS-5, SEC)")
  void log() {
    assertThat(secrets.all()).as("it looks for something").hasSizeGreaterThan(100);
    assertThat(secrets.codes()).as("codes that were mailed").hasSizeGreaterThan(10);
    assertThat(secrets.foundIn(String.join("\n", SAID))).isEmpty();
  }

  @Test
  @DisplayName("the search finds what it looks for: in a line, at its end, and in a page's address")
  void search() {
    String code = secrets.codes().iterator().next();
    assertThat(secrets.foundIn("Code " + code)).containsExactly(code);
    assertThat(secrets.foundIn("GET /x/" + code + " 200")).containsExactly(code);
    assertThat(secrets.foundIn("id=7" + code + "0")).isEmpty();
    assertThat(secrets.foundIn("Hello 高瀬!")).containsExactly("高瀬");
    assertThat(secrets.foundIn("GET /?q=%E9%AB%98%E7%80%AC")).containsExactly("高瀬");
    assertThat(secrets.foundIn("pin=" + WRONG_PIN)).containsExactly(WRONG_PIN);
  }

  @Test
  @DisplayName("the traces of a full run: HTTP, bus and database, and nobody's data (OPS-5, SEC)")
  void traces() {
    String traces = COLLECTOR.text();
    assertThat(traces).contains("url.path", "messaging.destination.name", "db.query.text");
    assertThat(secrets.foundIn(traces)).isEmpty();
  }

  @Test
  @DisplayName(
      "every line of the JSON log is JSON, and requests carry their number and trace (OPS-5)")
  void lines() {
    List<JsonObject> lines =
        SAID.stream().filter(line -> line.startsWith("{")).map(JsonObject::new).toList();
    List<JsonObject> requests =
        lines.stream()
            .filter(line -> line.getString("logger_name").equals("natsuin.access"))
            .toList();
    assertThat(requests).hasSizeGreaterThan(100);
    assertThat(requests)
        .allSatisfy(
            line -> {
              assertThat(line.getString("message")).endsWith("id=" + line.getString("request_id"));
              assertThat(line.getString("trace_id")).matches("[0-9a-f]{32}");
            });
    assertThat(SAID.stream().filter(line -> !line.startsWith("{")))
        .as("beside it only the table of where everything is")
        .allMatch(line -> line.isBlank() || line.startsWith("  "));
  }

  private static boolean demonstrationIsThere() throws IOException {
    String log = Files.readString(NODE.log());
    return DemoContract.ALL.stream()
        .allMatch(each -> log.contains("Demonstration contract " + each.key() + " "));
  }

  /** What goes wrong is where details slip out. */
  private static void mistakes() {
    var president = DemoPeople.PRESIDENT;
    var browser = new Browser(NODE.base(), "ja");
    refused(() -> browser.post("/api/session", login(president.email(), WRONG_PASSWORD)));
    refused(() -> browser.post("/api/session", new JsonObject().put("login", president.name())));
    refused(() -> browser.get("/api/staff/signers?q=" + president.password()));
    browser.post("/api/session", login(president.email(), president.password()));
    for (Object each : browser.get("/api/contracts?list=to-sign").getJsonArray("items")) {
      String path = "/api/contracts/" + ((JsonObject) each).getString("id");
      var pin = new JsonObject().put("pin", WRONG_PIN);
      refused(() -> browser.post(path + "/signature-requests", pin));
      refused(() -> browser.post(path + "/refusal", new JsonObject().put("comment", 7)));
    }
  }

  private static void refused(Runnable mistake) {
    try {
      mistake.run();
      throw new AssertionError("taken");
    } catch (Refusal expected) {
      assertThat(expected.code()).isNotBlank();
    }
  }

  private static JsonObject login(String login, String password) {
    return new JsonObject().put("login", login).put("password", password);
  }
}
