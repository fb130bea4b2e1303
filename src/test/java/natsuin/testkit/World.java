package natsuin.testkit;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import natsuin.Main;
import natsuin.boot.Configuration;
import natsuin.boot.ConfigurationReader;
import natsuin.boot.Node;
import natsuin.boot.embedded.EmbeddedServers;
import natsuin.boot.embedded.Mail;
import natsuin.boot.embedded.MailCatcher;
import natsuin.pg.Database;
import natsuin.redis.RedisConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The whole program on real servers, for one test class: a database, a Redis database, a mailbox, a
 * port and a clock of its own.
 *
 * <pre>{@code @RegisterExtension static final World WORLD = new World();}</pre>
 */
public final class World implements BeforeAllCallback, AfterAllCallback {
  private final Map<String, String> overrides = new HashMap<>();
  private final MutableClock clock = new MutableClock();
  private final Deque<Node> nodes = new ArrayDeque<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private @Nullable MailCatcher mail;
  private @Nullable Configuration configuration;

  /** Another value for a key of the configuration ({@code "login.lock-after", "3"}). */
  public World with(String key, String value) {
    overrides.put(key, value);
    return this;
  }

  @Override
  public void beforeAll(@Nullable ExtensionContext context) throws IOException {
    int number = Servers.get().nextWorld();
    Path directory = Path.of("target", "world-files", ProcessHandle.current().pid() + "-" + number);
    mail = MailCatcher.start(Files.createDirectories(directory.resolve("mail")), clock);
    configuration = configuration(number, directory);
    startNode(configuration);
  }

  @Override
  public void afterAll(@Nullable ExtensionContext context) {
    while (!nodes.isEmpty()) {
      nodes.pop().close();
    }
    mailCatcher().close();
  }

  /** The first node. */
  public Node node() {
    return nodes.getLast();
  }

  /** A further node of the same cluster, on the same servers. */
  public Node anotherNode() throws IOException {
    return startNode(joining());
  }

  /** The same, on a machine whose clock is off, telling the time as a real node does. */
  public Node anotherNode(InstantSource machine) throws IOException {
    return started(joining(), machine, shared -> shared);
  }

  /** The same, but all its rooms believe the clock that is off. */
  public Node nodeBelieving(InstantSource wrong) throws IOException {
    return started(joining(), wrong, shared -> wrong);
  }

  private Configuration joining() {
    return settings().joining(List.of(node().cluster().address()));
  }

  /** Starts a node with the world's settings once more, after the first was closed by a test. */
  public Node startAgain() throws IOException {
    nodes.removeLast();
    return startNode(settings());
  }

  /** Where the first node answers. */
  public URI url(String path) {
    return url(node(), path);
  }

  /** Where that node answers. */
  public URI url(Node node, String path) {
    return URI.create("http://localhost:" + node.configuration().http().port() + path);
  }

  /** The answer of the first node, its body as text. */
  public HttpResponse<String> get(String path, String... headers) {
    var request = HttpRequest.newBuilder(url(path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request.build());
  }

  /** Sends any request. */
  public HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Mails for an address, newest first. */
  public List<Mail> mailTo(String address) {
    return mailCatcher().mailbox().to(address);
  }

  /** The mail server, to stop and start. */
  public MailCatcher mailCatcher() {
    return Objects.requireNonNull(mail);
  }

  /** PostgreSQL and Redis of all worlds of this JVM, to stop and start. */
  public EmbeddedServers servers() {
    return Servers.get().embedded();
  }

  /** The first node's database. */
  public Database database() {
    return node().database();
  }

  /** The world's clock. */
  public MutableClock clock() {
    return clock;
  }

  private Configuration settings() {
    return Objects.requireNonNull(configuration);
  }

  private Node startNode(Configuration configuration) throws IOException {
    return started(configuration, clock, shared -> clock);
  }

  private Node started(
      Configuration configuration, InstantSource machine, UnaryOperator<InstantSource> time)
      throws IOException {
    var node = Main.start(configuration, machine, time);
    nodes.push(node);
    return node;
  }

  private Configuration configuration(int number, Path directory) {
    var all = new HashMap<String, String>();
    all.put("mode", "external");
    all.put("data", directory.toString());
    all.put("http.port", "0");
    all.put("http.https-port", "0");
    all.put("keys.directory", directory.resolve("keys").toString());
    all.put("http.instances", "2");
    all.put("maintenance.week", "0"); // whatever day it is
    all.put("cluster.name", "world-" + number);
    String scanner = String.join(",", Servers.get().reached().scanner().addresses());
    all.put("scanner.addresses", scanner.isEmpty() ? "tcp://127.0.0.1:9" : scanner);
    all.putAll(overrides);
    var given = ConfigurationReader.read(Optional.empty(), Map.of(), all);
    return given.on(
        Servers.get().database("world_" + number),
        redis(Servers.get().reached().redis(), number),
        mailCatcher().configuration(given.smtp()));
  }

  private static RedisConfiguration redis(RedisConfiguration like, int number) {
    String uri = like.uris().getFirst().toString();
    return like.at(URI.create(uri.replaceFirst("/\\d+$", "/" + number)), like.password());
  }
}
