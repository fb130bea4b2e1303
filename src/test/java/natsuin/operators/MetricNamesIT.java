package natsuin.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import natsuin.kernel.StaffRole;
import natsuin.testkit.Browser;
import natsuin.testkit.People;
import natsuin.testkit.World;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is drawn and what raises alarms, against what a node really tells. */
class MetricNamesIT {
  @RegisterExtension static final World WORLD = new World();
  private static final Path DASHBOARD = Path.of("conf/grafana/natsuin.json");
  private static final Path ALERTS = Path.of("conf/prometheus/alerts.yaml");
  private static final Path SCALING = Path.of("conf/kubernetes/prometheus-adapter.yaml");
  private static final Pattern LABEL = Pattern.compile("(pool_name|queue)=~?\"([\\w|]+)\"");
  private static final Pattern NAME =
      Pattern.compile("\\b(?:natsuin|vertx|jvm|process|system)_\\w+");

  @Test
  @DisplayName("OPS-5: every metric of dashboard, alerts and autoscaling is told by a node")
  void everyNameIsThere() throws IOException {
    new Browser(WORLD).loggedIn(new People(WORLD).clerk(StaffRole.OFFICER));
    Set<String> told = told();
    for (Path file : Set.of(DASHBOARD, ALERTS, SCALING)) {
      var asked = names(Files.readString(file));
      assertThat(asked).as("%s", file).isNotEmpty();
      await().untilAsserted(() -> assertThat(told()).as("%s", file).containsAll(asked));
    }
    assertThat(told).contains("natsuin_build_info");
  }

  @Test
  @DisplayName("OPS-5: the pools and queues by which nodes are added are told under these names")
  void everyLabelIsThere() throws IOException {
    var labels = LABEL.matcher(Files.readString(SCALING)).results().toList();
    assertThat(labels).hasSizeGreaterThan(3);
    String told = WORLD.get("/metrics").body();
    for (var label : labels) {
      for (String value : label.group(2).split("\\|")) {
        assertThat(told).contains("%s=\"%s\"".formatted(label.group(1), value));
      }
    }
  }

  @Test
  @DisplayName(
      "OPS-5, Attack: methods that a stranger makes up leave nothing behind in the metrics")
  void madeUpMethods() throws IOException {
    for (int i = 0; i < 20; i++) {
      assertThat(ask("BREW" + i)).contains(" 405 ");
    }
    String told = WORLD.get("/metrics").body();
    assertThat(told).doesNotContain("BREW").contains("method=\"GET\"");
    await()
        .until(
            () ->
                WORLD
                    .get("/metrics")
                    .body()
                    .contains("requests_total{code=\"405\",method=\"other\""));
  }

  /** The first line of the answer; clients of Java know the usual methods only. */
  private static String ask(String method) throws IOException {
    try (var line =
        new Socket(InetAddress.getLoopbackAddress(), WORLD.node().configuration().http().port())) {
      String request = method + " / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
      line.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(line.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }
  }

  @Test
  @DisplayName("The dashboard is JSON, its panels have titles and questions of their own")
  void dashboard() throws IOException {
    var panels = new JsonObject(Files.readString(DASHBOARD)).getJsonArray("panels");
    assertThat(panels.stream().map(JsonObject.class::cast))
        .isNotEmpty()
        .allSatisfy(
            panel -> {
              assertThat(panel.getString("title")).isNotBlank();
              assertThat(panel.getJsonArray("targets")).isNotEmpty();
            })
        .extracting(panel -> panel.getInteger("id"))
        .doesNotHaveDuplicates();
  }

  private static Set<String> names(String text) {
    return NAME.matcher(text)
        .results()
        .map(match -> match.group())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> told() {
    return names(
        WORLD
            .get("/metrics")
            .body()
            .lines()
            .filter(line -> !line.startsWith("#"))
            .map(line -> line.split("[{ ]", 2)[0])
            .collect(Collectors.joining("\n")));
  }
}
