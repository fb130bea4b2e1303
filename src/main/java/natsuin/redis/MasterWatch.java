package natsuin.redis;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import natsuin.redis.SentinelProbe.Master;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows which Redis is the master, by asking every Sentinel again and again. Of different answers
 * the one of the highest epoch holds (each failover begins a new one), and one of a lower epoch
 * than was seen only where all of them give it: a Sentinel that was cut off from the others changes
 * nothing here, and Sentinels that were all set up anew are followed.
 */
final class MasterWatch {
  private static final Logger LOG = LoggerFactory.getLogger(MasterWatch.class);
  private static final long EVERY_MS = 500;

  private final Vertx vertx;
  private final List<SentinelProbe> sentinels;
  private final Consumer<Master> moved;
  private final AtomicBoolean asking = new AtomicBoolean();
  private volatile @Nullable Master master;
  private long timer;

  /**
   * Not asking yet.
   *
   * @param moved is told of the first master and of each after it
   */
  MasterWatch(Vertx vertx, RedisConfiguration configuration, Consumer<Master> moved) {
    this.vertx = vertx;
    this.sentinels =
        configuration.uris().stream()
            .map(
                uri ->
                    new SentinelProbe(
                        Redis.createClient(vertx, Lines.toSentinel(configuration, uri)),
                        configuration.sentinelMaster()))
            .toList();
    this.moved = moved;
  }

  void start() {
    look();
    timer = vertx.setPeriodic(EVERY_MS, tick -> look());
  }

  private void look() {
    if (!asking.compareAndSet(false, true)) {
      return;
    }
    Future.join(sentinels.stream().map(SentinelProbe::ask).toList())
        .onComplete(
            answered -> {
              try {
                judge(answered.result().list());
              } finally {
                asking.set(false);
              }
            });
  }

  private void judge(List<Optional<Master>> answers) {
    var before = master;
    elect(answers, before)
        .filter(answer -> !answer.equals(before))
        .ifPresent(answer -> move(before, answer));
  }

  /** Whom these answers, one of each Sentinel, make the master; nothing: none can be told. */
  static Optional<Master> elect(List<Optional<Master>> answers, @Nullable Master before) {
    var first = answers.getFirst();
    if (answers.stream().allMatch(first::equals)) {
      return first;
    }
    long seen = before == null ? Long.MIN_VALUE : before.epoch();
    return answers.stream()
        .flatMap(Optional::stream)
        .filter(answer -> answer.epoch() >= seen)
        .max(Comparator.comparingLong(Master::epoch));
  }

  private void move(@Nullable Master before, Master now) {
    master = now;
    if (before != null && before.isAt(now)) {
      return;
    }
    if (before != null) {
      LOG.warn("Redis' master is {}:{} now", now.host(), now.port());
    }
    moved.accept(now);
  }

  void close() {
    vertx.cancelTimer(timer);
    sentinels.forEach(SentinelProbe::close);
  }
}
