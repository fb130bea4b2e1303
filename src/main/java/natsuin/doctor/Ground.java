package natsuin.doctor;

import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import natsuin.outbox.SmtpConfiguration;
import natsuin.pg.Database;
import natsuin.pg.PostgresConfiguration;
import natsuin.redis.RedisConfiguration;
import natsuin.redis.RedisServer;
import natsuin.scanner.ScannerConfiguration;
import natsuin.signing.SigningConfiguration;

/**
 * What is looked at.
 *
 * @param clock what the rooms tell the time by
 * @param skew asks how far the machine's clock is ahead of PostgreSQL's; waits
 * @param keys directory of this service's own keys
 * @param keysPassword of the files there
 * @param publicBase where relying parties ask for lists and OCSP
 * @param data directory that must not fill up
 * @param load what this node wants of its machine
 * @param trial whether this is a trial, of which less is asked
 */
public record Ground(
    Vertx vertx,
    InstantSource clock,
    Callable<Duration> skew,
    PostgresConfiguration postgres,
    Database database,
    Supplier<Migrations> migrations,
    RedisConfiguration redis,
    RedisServer redisServer,
    SmtpConfiguration smtp,
    ScannerConfiguration scanner,
    SigningConfiguration signing,
    Path keys,
    char[] keysPassword,
    URI publicBase,
    Path data,
    Load load,
    boolean trial) {

  /**
   * How the schema stands.
   *
   * @param pending versions that this program would still apply
   * @param failed whether one was begun and broke off
   * @param known the newest that this program has
   */
  public record Migrations(String current, int pending, boolean failed, int known) {}

  /**
   * What a node wants of its machine.
   *
   * @param threads that compute at the same time, at most
   * @param bytes of memory that they take for passwords and PINs at the same time, at most
   */
  public record Load(int threads, long bytes) {}
}
