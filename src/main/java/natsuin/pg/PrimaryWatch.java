package natsuin.pg;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import java.net.ConnectException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import natsuin.pg.ServerProbe.Standing;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows which of several servers is the primary, by asking all of them again and again. Of two that
 * say so, the one of the higher timeline is it (each promotion begins a new one), and never again
 * one of a lower timeline than was seen: an old primary that comes back changes nothing here.
 */
final class PrimaryWatch {
  private static final Logger LOG = LoggerFactory.getLogger(PrimaryWatch.class);
  private static final long EVERY_MS = 500;

  private final Vertx vertx;
  private final List<ServerProbe> probes;
  private final Consumer<PostgresServer> moved;
  private final Promise<PostgresServer> first = Promise.promise();
  private final AtomicBoolean asking = new AtomicBoolean();
  private volatile @Nullable Standing primary;
  private long timer;

  /**
   * Not asking yet.
   *
   * @param moved is told when another server than before is the primary; not of the first
   */
  PrimaryWatch(
      Vertx vertx,
      List<PostgresServer> servers,
      PgConnectOptions like,
      Consumer<PostgresServer> moved) {
    this.vertx = vertx;
    this.probes = servers.stream().map(server -> new ServerProbe(vertx, server, like)).toList();
    this.moved = moved;
  }

  void start() {
    look();
    timer = vertx.setPeriodic(EVERY_MS, tick -> look());
  }

  /** The primary as far as is known; waits until there was one. */
  Future<PostgresServer> primary() {
    var known = primary;
    return known == null ? first.future() : Future.succeededFuture(known.server());
  }

  private void look() {
    if (!asking.compareAndSet(false, true)) {
      return;
    }
    Future.join(probes.stream().map(ServerProbe::ask).toList())
        .onComplete(
            answered -> {
              try {
                judge(answered.result().list());
              } finally {
                asking.set(false);
              }
            });
  }

  private void judge(List<Optional<Standing>> answers) {
    var before = primary;
    int seen = before == null ? 0 : before.timeline();
    answers.stream()
        .flatMap(Optional::stream)
        .filter(standing -> standing.timeline() >= seen)
        .max(Comparator.comparingInt(Standing::timeline).thenComparing(s -> isNow(s, before)))
        .filter(standing -> !standing.equals(before))
        .ifPresent(standing -> move(before, standing));
  }

  /** Two of one timeline cannot both be right: stay where we are. */
  private static boolean isNow(Standing standing, @Nullable Standing before) {
    return before != null && standing.server().equals(before.server());
  }

  private void move(@Nullable Standing before, Standing now) {
    primary = now;
    if (before == null) {
      first.tryComplete(now.server());
    } else if (!Objects.equals(before.server(), now.server())) {
      LOG.warn(
          "PostgreSQL's primary is {} now (timeline {}), no longer {}",
          now.server(),
          now.timeline(),
          before.server());
      moved.accept(now.server());
    }
  }

  /** Those that did not answer when they were asked last, and why. */
  Map<PostgresServer, Throwable> troubles() {
    var troubles = new LinkedHashMap<PostgresServer, Throwable>();
    probes.forEach(
        probe -> probe.trouble().ifPresent(fault -> troubles.put(probe.server(), fault)));
    return troubles;
  }

  /** Who waits for a primary has waited in vain. */
  Future<Void> close() {
    vertx.cancelTimer(timer);
    first.tryFail(new ConnectException("No primary was found"));
    return Future.join(probes.stream().map(ServerProbe::close).toList()).mapEmpty();
  }
}
