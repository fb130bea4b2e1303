package natsuin.boot.embedded;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import natsuin.boot.Configuration;
import natsuin.boot.KeysConfiguration;
import natsuin.http.Routes;
import natsuin.kernel.Secret;

/** Everything that embedded mode starts beside the program, in one data directory. */
public final class EmbeddedServers implements AutoCloseable {
  static final String LOOPBACK = "127.0.0.1";

  private final DataDirectory data;
  private final EmbeddedPostgres postgres;
  private final EmbeddedRedis redis;
  private final MailCatcher mail;
  private final Optional<EmbeddedClamd> clamd;
  private final KeysConfiguration keys;
  private final String host;

  private EmbeddedServers(
      DataDirectory data,
      EmbeddedPostgres postgres,
      EmbeddedRedis redis,
      MailCatcher mail,
      Optional<EmbeddedClamd> clamd,
      KeysConfiguration keys,
      String host) {
    this.data = data;
    this.postgres = postgres;
    this.redis = redis;
    this.mail = mail;
    this.clamd = clamd;
    this.keys = keys;
    this.host = host;
  }

  /**
   * Starts the servers, side by side, on the loopback.
   *
   * @throws IOException in words for the person who started the program
   */
  public static EmbeddedServers start(Path directory, InstantSource clock) throws IOException {
    return start(directory, clock, LOOPBACK);
  }

  /**
   * Starts the servers, side by side.
   *
   * @param host the private address that nodes reach them at
   * @throws IOException in words for the person who started the program
   */
  public static EmbeddedServers start(Path directory, InstantSource clock, String host)
      throws IOException {
    var data = DataDirectory.take(directory);
    try {
      var postgres =
          CompletableFuture.supplyAsync(() -> started(() -> EmbeddedPostgres.start(data, host)));
      var redis = EmbeddedRedis.start(data, host);
      var mail = MailCatcher.start(data.directory("mail"), clock, host);
      var clamd = EmbeddedClamd.start(data, host);
      return new EmbeddedServers(data, postgres.join(), redis, mail, clamd, keys(data), host);
    } catch (CompletionException e) {
      data.close();
      throw new IOException(e.getCause());
    } catch (IOException e) {
      data.close();
      throw e;
    }
  }

  private static KeysConfiguration keys(DataDirectory data) throws IOException {
    return new KeysConfiguration(
        data.directory("keys").toString(),
        new Secret(Files.readString(data.secret("keys"))),
        KeysConfiguration.Missing.CREATE);
  }

  private interface Start<T> {
    T start() throws IOException;
  }

  private static <T> T started(Start<T> start) {
    try {
      return start.start();
    } catch (IOException e) {
      throw new CompletionException(e);
    }
  }

  /** The same configuration with these servers behind it. */
  public Configuration reachedFrom(Configuration configuration) {
    var scanner = configuration.scanner();
    return configuration
        .scannedBy(
            scanner.present()
                ? scanner
                : clamd.map(EmbeddedClamd::address).map(scanner::at).orElse(scanner))
        .on(
            postgres.configuration(configuration.postgres()),
            redis.configuration(configuration.redis()),
            mail.configuration(configuration.smtp()))
        .keeping(keys);
  }

  /** Leaves word in the data directory how this program is reached; see {@link RunningServers}. */
  public void note(Configuration configuration) throws IOException {
    RunningServers.note(data.file(""), settings(), configuration);
  }

  /** What a program of its own needs in its configuration to use these servers, as JSON. */
  public JsonObject settings() {
    var database = postgres.port();
    return new JsonObject()
        .put("mode", "attached")
        .put("data", data.file("").toString())
        .put(
            "keys",
            new JsonObject()
                .put("directory", keys.directory())
                .put("password", "file:" + data.file("secrets/keys")))
        .put(
            "postgres",
            new JsonObject()
                .put("hosts", new JsonArray().add(host + ":" + database))
                .put("password", "file:" + data.file("secrets/postgres")))
        .put(
            "redis",
            new JsonObject()
                .put("uris", new JsonArray().add(redis.uri()))
                .put("password", "file:" + data.file("secrets/redis")))
        .put("smtp", new JsonObject().put("host", host).put("port", mail.port()))
        .put(
            "scanner",
            new JsonObject()
                .put(
                    "addresses",
                    new JsonArray(clamd.map(EmbeddedClamd::address).stream().toList())));
  }

  /** Paths that exist in embedded mode only. */
  public List<Routes> routes() {
    return List.of(new MailboxRoutes(mail.mailbox()));
  }

  /** The database server. */
  public EmbeddedPostgres postgres() {
    return postgres;
  }

  /** The Redis server. */
  public EmbeddedRedis redis() {
    return redis;
  }

  /** The virus scanner, where one is installed on this machine. */
  public Optional<EmbeddedClamd> clamd() {
    return clamd;
  }

  /** The mail server. */
  public MailCatcher mail() {
    return mail;
  }

  /** Stops the servers and frees the directory. */
  @Override
  public void close() throws IOException {
    try (data;
        redis;
        postgres;
        mail) {
      clamd.ifPresent(EmbeddedClamd::stop);
      // the others are closed in reverse
    }
  }
}
