package natsuin.boot;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import natsuin.doctor.Doctor;
import natsuin.doctor.Ground;
import natsuin.doctor.Rounds;
import natsuin.pg.Database;
import natsuin.redis.RedisServer;
import org.jspecify.annotations.Nullable;

/** Assembles the doctor: for a running node, and for the tool beside it. */
final class DoctorRooms {
  private final Node node;
  private volatile @Nullable Rounds rounds;

  DoctorRooms(Node node) {
    this.node = node;
  }

  /** What was found last; nothing before the first round is over. */
  Rounds.Report report() {
    var begun = rounds;
    return begun == null ? new Rounds.Report(node.clock().instant(), List.of()) : begun.report();
  }

  /** Looks from now on until the node stops; it takes requests by now, those of the doctor too. */
  void begin() {
    var doctor =
        Doctor.of(
            ground(
                node.configuration(),
                node.vertx(),
                node.clock(),
                () -> node.sharedClock().askSkew().await(),
                node.database(),
                node.redis()));
    rounds = node.life().closing("doctor", Rounds.begin(node.vertx(), doctor, node.clock()));
  }

  /**
   * What there is to look at.
   *
   * @param skew asks how far the machine's clock is ahead of PostgreSQL's
   */
  static Ground ground(
      Configuration configuration,
      Vertx vertx,
      InstantSource clock,
      Callable<Duration> skew,
      Database database,
      RedisServer redis) {
    var keys = configuration.keys();
    return new Ground(
        vertx,
        clock,
        skew,
        configuration.postgres(),
        database,
        () -> SchemaState.of(configuration.postgres()),
        configuration.redis(),
        redis,
        configuration.smtp(),
        configuration.scanner(),
        configuration.signing(),
        Path.of(keys.directory()),
        keys.password().value().toCharArray(),
        configuration.pki().plan(configuration.http().baseUrl()).publicBase(),
        configuration.data(),
        load(configuration),
        configuration.mode().isTrial());
  }

  private static Ground.Load load(Configuration configuration) {
    int hashing = configuration.passwords().hashing() + configuration.ceremony().hashing() + 1;
    int computing = configuration.signing().workers() + configuration.uploads().hands();
    // A document is in memory a few times while it is examined, signed or drawn.
    long documents = 4 * configuration.uploads().largest().bytes();
    return new Ground.Load(
        hashing + computing,
        hashing * configuration.passwords().memory().bytes() + computing * documents);
  }
}
