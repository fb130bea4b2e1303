package natsuin.boot.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import natsuin.boot.Configuration;

/** Everything that embedded mode starts beside the program, in one data directory. */
public final class EmbeddedServers implements AutoCloseable {
  private final DataDirectory data;
  private final EmbeddedPostgres postgres;
  private final EmbeddedRedis redis;

  private EmbeddedServers(DataDirectory data, EmbeddedPostgres postgres, EmbeddedRedis redis) {
    this.data = data;
    this.postgres = postgres;
    this.redis = redis;
  }

  /**
   * Starts the servers, side by side.
   *
   * @throws IOException in words for the person who started the program
   */
  public static EmbeddedServers start(Path directory) throws IOException {
    var data = DataDirectory.take(directory);
    try {
      var postgres =
          CompletableFuture.supplyAsync(() -> started(() -> EmbeddedPostgres.start(data)));
      var redis = EmbeddedRedis.start(data);
      return new EmbeddedServers(data, postgres.join(), redis);
    } catch (CompletionException e) {
      data.close();
      throw new IOException(e.getCause());
    } catch (IOException e) {
      data.close();
      throw e;
    }
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
    return configuration.on(
        postgres.configuration(configuration.postgres()),
        redis.configuration(configuration.redis()));
  }

  /** The database server. */
  public EmbeddedPostgres postgres() {
    return postgres;
  }

  /** The Redis server. */
  public EmbeddedRedis redis() {
    return redis;
  }

  /** Stops the servers and frees the directory. */
  @Override
  public void close() throws IOException {
    try (data;
        redis;
        postgres) {
      // closed in reverse
    }
  }
}
