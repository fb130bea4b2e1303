package natsuin.boot;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Ingress;
import io.kubernetes.client.openapi.models.V1Namespace;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V2HorizontalPodAutoscaler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import natsuin.doctor.Rounds;
import natsuin.web.Health;
import natsuin.web.HealthRoutes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** conf/kubernetes, held against Kubernetes' own models and against this program. */
class KubernetesManifestsTest {
  private static final Path DIRECTORY = Path.of("conf/kubernetes");
  private static final ObjectMapper YAML =
      new ObjectMapper(
          YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build());
  private static final Map<String, String> OURS = Map.of("app.kubernetes.io/name", "natsuin");
  private static final Pattern SECRET = Pattern.compile("file:(/run/secrets/natsuin/[a-z-]+)");
  private static final Pattern MOUNTED =
      Pattern.compile("(?:/run/secrets/natsuin|/etc/natsuin/[a-z]+)/[a-z.-]+");

  @TempDir Path secrets;
  private final List<JsonNode> manifests = new ArrayList<>();

  @BeforeEach
  void read() throws IOException {
    for (JsonNode name : yaml("kustomization.yaml").getFirst().get("resources")) {
      manifests.addAll(yaml(name.textValue()));
    }
  }

  @Test
  @DisplayName("OPS-7: Kubernetes knows every field of every manifest, and misses none")
  void kubernetesTakesThem() {
    assertThat(manifests)
        .hasSizeGreaterThan(8)
        .allSatisfy(manifest -> validate(manifest, JsonParser.parseString(manifest.toString())));
  }

  @Test
  @DisplayName("A field that Kubernetes does not know would be noticed, however deep")
  void inventedFieldIsNoticed() {
    ((ObjectNode) container().get("readinessProbe")).put("failureTreshold", 6);
    assertThatThrownBy(this::kubernetesTakesThem).hasMessageContaining("failureTreshold");
  }

  private static void validate(JsonNode manifest, JsonElement json) throws IOException {
    String kind = manifest.get("apiVersion").textValue() + " " + manifest.get("kind").textValue();
    switch (kind) {
      case "v1 Namespace" -> V1Namespace.validateJsonElement(json);
      case "v1 Service" -> V1Service.validateJsonElement(json);
      case "apps/v1 Deployment" -> V1Deployment.validateJsonElement(json);
      case "policy/v1 PodDisruptionBudget" -> V1PodDisruptionBudget.validateJsonElement(json);
      case "networking.k8s.io/v1 NetworkPolicy" -> V1NetworkPolicy.validateJsonElement(json);
      case "networking.k8s.io/v1 Ingress" -> V1Ingress.validateJsonElement(json);
      case "autoscaling/v2 HorizontalPodAutoscaler" ->
          V2HorizontalPodAutoscaler.validateJsonElement(json);
      default -> throw new AssertionError("No model for " + kind);
    }
  }

  @Test
  @DisplayName("Every manifest is named in kustomization.yaml; none holds a secret")
  void allAreNamed() throws IOException {
    var named = new ArrayList<>(List.of("kustomization.yaml"));
    var kustomization = yaml("kustomization.yaml").getFirst();
    kustomization.get("resources").forEach(name -> named.add(name.textValue()));
    kustomization.at("/configMapGenerator/0/files").forEach(name -> named.add(name.textValue()));
    named.add("prometheus-adapter.yaml"); // another program's configuration
    try (Stream<Path> files = Files.list(DIRECTORY)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(named);
    }
    assertThat(manifests).noneMatch(manifest -> "Secret".equals(manifest.get("kind").textValue()));
  }

  @Test
  @DisplayName("OPS-7: the program accepts the configuration, every secret in it by name")
  void configurationIsAccepted() throws IOException {
    var configuration = configuration();
    assertThat(configuration.mode()).isEqualTo(Configuration.Mode.EXTERNAL);
    assertThat(configuration.keys().missing()).isEqualTo(KeysConfiguration.Missing.REFUSE);
    assertThat(configuration.cluster().host()).isEqualTo("10.244.1.7");
  }

  @Test
  @DisplayName("Every file that the configuration names is mounted, and nothing besides")
  void filesAreMounted() throws IOException {
    var mounted = new ArrayList<String>();
    for (JsonNode mount : container().get("volumeMounts")) {
      JsonNode volume = volume(mount.get("name").textValue());
      for (JsonNode item :
          volume.path(volume.has("secret") ? "secret" : "configMap").path("items")) {
        mounted.add(mount.get("mountPath").textValue() + "/" + item.get("path").textValue());
      }
    }
    String text = Files.readString(DIRECTORY.resolve("natsuin.yaml"));
    var asked = MOUNTED.matcher(text).results().map(match -> match.group()).collect(toSet());
    assertThat(mounted).containsExactlyInAnyOrderElementsOf(asked);
    var paths =
        StreamSupport.stream(container().get("volumeMounts").spliterator(), false)
            .map(mount -> mount.get("mountPath").textValue());
    assertThat(paths).contains(configuration().keys().directory());
    assertThat(container().get("args"))
        .extracting(JsonNode::textValue)
        .containsExactly("--config", "/etc/natsuin/natsuin.yaml");
  }

  @Test
  @DisplayName("OPS-5: probes ask what this program answers; going out of service is not dying")
  void probes() throws IOException {
    var vertx = Vertx.vertx();
    try {
      var router = Router.router(vertx);
      new HealthRoutes(new Health(), () -> new Rounds.Report(Instant.EPOCH, List.of()))
          .mount(router);
      var routes = router.getRoutes().stream().map(Route::getPath).collect(toSet());
      for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
        assertThat(routes).contains(container().get(probe).at("/httpGet/path").textValue());
        assertThat(container().get(probe).at("/httpGet/port").textValue()).isEqualTo("http");
      }
    } finally {
      vertx.close().await();
    }
    assertThat(container().at("/livenessProbe/httpGet/path").textValue()).isEqualTo("/health/live");
    assertThat(container().at("/readinessProbe/httpGet/path").textValue())
        .isEqualTo("/health/ready");
  }

  @Test
  @DisplayName("OPS-6: a pod has more time to go than the node drains")
  void graceIsLonger() throws IOException {
    var grace = Duration.ofSeconds(pod().get("terminationGracePeriodSeconds").longValue());
    var drain = configuration().http().drain();
    assertThat(drain).isPositive();
    assertThat(grace).isGreaterThan(drain.plusSeconds(60));
  }

  @Test
  @DisplayName("Ports are those that the configuration opens, and services lead to them by name")
  void ports() throws IOException {
    var configuration = configuration();
    var ports =
        StreamSupport.stream(container().get("ports").spliterator(), false)
            .collect(
                toMap(
                    port -> port.get("name").textValue(),
                    port -> port.get("containerPort").intValue()));
    assertThat(ports)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "http", configuration.http().port(),
                "https", configuration.http().httpsPort(),
                "cluster", configuration.cluster().port(),
                "bus", configuration.cluster().busPort()));
    for (JsonNode service : ofKind("Service")) {
      for (JsonNode port : service.at("/spec/ports")) {
        assertThat(ports).containsKey(port.get("targetPort").textValue());
      }
    }
    var nodes = named("Service", "natsuin-nodes").get("spec");
    assertThat(nodes.get("clusterIP").textValue()).isEqualTo("None");
    assertThat(nodes.get("publishNotReadyAddresses").booleanValue()).isTrue();
    assertThat(named("Ingress", "natsuin").at("/spec/rules/0/host").textValue())
        .isEqualTo(URI.create(configuration.http().baseUrl()).getHost());
  }

  @Test
  @DisplayName(
      "Selectors of deployment, services, budget and network policy select the nodes' pods")
  void selectors() {
    assertThat(labels(deployment().at("/spec/template/metadata/labels"))).isEqualTo(OURS);
    assertThat(labels(deployment().at("/spec/selector/matchLabels"))).isEqualTo(OURS);
    for (JsonNode service : ofKind("Service")) {
      assertThat(labels(service.at("/spec/selector"))).isEqualTo(OURS);
    }
    assertThat(labels(first("PodDisruptionBudget").at("/spec/selector/matchLabels")))
        .isEqualTo(OURS);
    assertThat(labels(first("NetworkPolicy").at("/spec/podSelector/matchLabels"))).isEqualTo(OURS);
    var target = first("HorizontalPodAutoscaler").at("/spec/scaleTargetRef");
    assertThat(target.get("kind").textValue()).isEqualTo("Deployment");
    assertThat(target.get("name")).isEqualTo(deployment().at("/metadata/name"));
  }

  @Test
  @DisplayName("OPS-1: the ports of the cluster are open to the nodes' pods alone")
  void clusterPortsAreShut() {
    for (JsonNode rule : first("NetworkPolicy").at("/spec/ingress")) {
      var open =
          StreamSupport.stream(rule.get("ports").spliterator(), false)
              .map(port -> port.get("port").textValue())
              .collect(toSet());
      if (open.contains("cluster") || open.contains("bus")) {
        assertThat(rule.get("from")).hasSize(1);
        assertThat(labels(rule.at("/from/0/podSelector/matchLabels"))).isEqualTo(OURS);
        assertThat(rule.get("from").get(0).size()).isEqualTo(1);
      }
    }
  }

  @Test
  @DisplayName("OPS-6: no node goes before another is there, and none besides one at a time")
  void oneAtATime() {
    var rolling = deployment().at("/spec/strategy/rollingUpdate");
    assertThat(rolling.get("maxUnavailable").intValue()).isZero();
    assertThat(rolling.get("maxSurge").intValue()).isEqualTo(1);
    assertThat(first("PodDisruptionBudget").at("/spec/maxUnavailable").intValue()).isEqualTo(1);
  }

  @Test
  @DisplayName("A pod may do nothing that it need not; variables of Kubernetes do not stop it")
  void leastPrivilege() {
    assertThat(pod().get("automountServiceAccountToken").booleanValue()).isFalse();
    // NATSUIN_SERVICE_HOST and its like name no key, and the start would be refused.
    assertThat(pod().get("enableServiceLinks").booleanValue()).isFalse();
    var security = container().get("securityContext");
    assertThat(pod().at("/securityContext/runAsNonRoot").booleanValue()).isTrue();
    assertThat(pod().at("/securityContext/seccompProfile/type").textValue())
        .isEqualTo("RuntimeDefault");
    assertThat(security.get("readOnlyRootFilesystem").booleanValue()).isTrue();
    assertThat(security.get("allowPrivilegeEscalation").booleanValue()).isFalse();
    assertThat(security.at("/capabilities/drop/0").textValue()).isEqualTo("ALL");
  }

  @Test
  @DisplayName("OPS-5: what the autoscaler asks for is what prometheus-adapter makes")
  void autoscaling() throws IOException {
    var made = new ArrayList<String>();
    var rules = yaml("prometheus-adapter.yaml").getFirst().get("rules");
    for (String kind : List.of("custom", "external")) {
      rules.get(kind).forEach(rule -> made.add(rule.at("/name/as").textValue()));
    }
    var asked = new ArrayList<String>();
    for (JsonNode metric : first("HorizontalPodAutoscaler").at("/spec/metrics")) {
      Stream.of("pods", "external")
          .filter(metric::has)
          .forEach(kind -> asked.add(metric.get(kind).at("/metric/name").textValue()));
    }
    assertThat(asked).containsExactlyInAnyOrderElementsOf(made).hasSize(2);
  }

  private Configuration configuration() throws IOException {
    String text = Files.readString(DIRECTORY.resolve("natsuin.yaml"));
    for (var match : SECRET.matcher(text).results().toList()) {
      Path file = secrets.resolve(Path.of(match.group(1)).getFileName());
      text = text.replace(match.group(1), Files.writeString(file, "hunter2").toString());
    }
    var environment = Map.of("NATSUIN_CLUSTER_HOST", "10.244.1.7");
    assertThat(container().get("env"))
        .extracting(entry -> entry.get("name").textValue())
        .containsExactlyElementsOf(environment.keySet());
    return ConfigurationReader.read(
        Optional.of(Files.writeString(secrets.resolve("natsuin.yaml"), text)),
        environment,
        Map.of());
  }

  private JsonNode deployment() {
    return first("Deployment");
  }

  private JsonNode pod() {
    return deployment().at("/spec/template/spec");
  }

  private JsonNode container() {
    return pod().at("/containers/0");
  }

  private JsonNode volume(String name) {
    return StreamSupport.stream(pod().get("volumes").spliterator(), false)
        .filter(volume -> name.equals(volume.get("name").textValue()))
        .findFirst()
        .orElseThrow();
  }

  private List<JsonNode> ofKind(String kind) {
    return manifests.stream()
        .filter(manifest -> kind.equals(manifest.get("kind").textValue()))
        .toList();
  }

  private JsonNode first(String kind) {
    return ofKind(kind).getFirst();
  }

  private JsonNode named(String kind, String name) {
    return ofKind(kind).stream()
        .filter(manifest -> name.equals(manifest.at("/metadata/name").textValue()))
        .findFirst()
        .orElseThrow();
  }

  private static Map<String, String> labels(JsonNode node) {
    return node.properties().stream()
        .collect(toMap(Map.Entry::getKey, entry -> entry.getValue().textValue()));
  }

  private static List<JsonNode> yaml(String name) throws IOException {
    try (var documents =
        YAML.readerFor(JsonNode.class).<JsonNode>readValues(DIRECTORY.resolve(name).toFile())) {
      return documents.readAll();
    }
  }
}
