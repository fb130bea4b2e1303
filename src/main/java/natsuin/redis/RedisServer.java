package natsuin.redis;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import natsuin.kernel.Failure;
import org.jspecify.annotations.Nullable;

/** The connection to Redis: single commands and atomic scripts, each answered in time or failed. */
public final class RedisServer {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  /** An error that Redis itself answered: a code in capitals, then a sentence. */
  private static final Pattern REPLY = Pattern.compile("(?s)([A-Z]+) .+");

  /** Codes by which Redis says that it cannot work just now. */
  private static final Set<String> AWAY =
      Set.of("LOADING", "MASTERDOWN", "READONLY", "CLUSTERDOWN", "TRYAGAIN", "BUSY", "MISCONF");

  private final Vertx vertx;
  private final RedisConfiguration configuration;
  private final Optional<MasterWatch> watch;
  private final Promise<Redis> first = Promise.promise();
  private volatile @Nullable Redis redis;

  private RedisServer(Vertx vertx, RedisConfiguration configuration) {
    this.vertx = vertx;
    this.configuration = configuration;
    if (configuration.sentinelMaster().isEmpty()) {
      this.watch = Optional.empty();
      this.redis = line(configuration.uris().getFirst().toString());
    } else {
      this.watch = Optional.of(new MasterWatch(vertx, configuration, this::moved));
    }
  }

  /**
   * Opens the pool; connections are made when they are needed, and again when they broke. With
   * Sentinels the master is followed wherever it goes.
   */
  public static RedisServer open(Vertx vertx, RedisConfiguration configuration) {
    var server = new RedisServer(vertx, configuration);
    server.watch.ifPresent(MasterWatch::start);
    return server;
  }

  private Redis line(String address) {
    return Redis.createClient(vertx, Lines.toServer(configuration, address));
  }

  /** What is under way to the old master is lost; it would be forgotten there anyway. */
  private void moved(SentinelProbe.Master master) {
    var before = redis;
    var now = line(configuration.address(master.host(), master.port()));
    redis = now;
    first.tryComplete(now);
    if (before != null) {
      before.close();
    }
  }

  /** One command. Fails with {@link Failure.Unavailable} when Redis is away. */
  public Future<Response> send(Command command, Object... arguments) {
    return send(request(command, List.of(arguments)));
  }

  /** Runs a script on these keys, atomically: by its digest, and in full where Redis forgot it. */
  public Future<Response> run(Script script, List<String> keys, Object... arguments) {
    return send(script.request(Command.EVALSHA, script.digest(), keys, arguments))
        .recover(
            fault ->
                String.valueOf(fault.getMessage()).startsWith("NOSCRIPT")
                    ? send(script.request(Command.EVAL, script.text(), keys, arguments))
                    : Future.failedFuture(fault));
  }

  /** Answers when Redis does. */
  public Future<Void> ping() {
    return send(Command.PING).mapEmpty();
  }

  /** What the server says of itself ({@code INFO}); fails with the fault as it came. */
  public Future<RedisFacts> facts() {
    // A Redis that cannot write to its disk refuses PING, but tells what it knows.
    var echo = Request.cmd(Command.ECHO).arg("natsuin");
    return ask(echo) // and a connection is there
        .compose(
            ready -> {
              long asked = System.nanoTime();
              return ask(echo).map(done -> Duration.ofNanos(System.nanoTime() - asked));
            })
        .compose(
            trip ->
                ask(Request.cmd(Command.INFO))
                    .map(answer -> RedisFacts.of(answer.toString(), trip)))
        .recover(fault -> Future.failedFuture(asException(fault)));
  }

  /** What the client throws of Redis' own is no exception, and would be caught by nobody. */
  private static Exception asException(Throwable fault) {
    return fault instanceof Exception usual
        ? usual
        : new IOException(String.valueOf(fault.getMessage()), fault);
  }

  /** Whether this fault is what Redis itself answered, rather than that it did not. */
  public static boolean isReply(Throwable fault) {
    return REPLY.matcher(String.valueOf(fault.getMessage())).matches();
  }

  /** Closes every connection. */
  public void close() {
    watch.ifPresent(MasterWatch::close);
    first.tryFail(new ConnectException("No master was found"));
    var open = redis;
    if (open != null) {
      open.close();
    }
  }

  private Future<Response> send(Request request) {
    return ask(request).recover(fault -> Future.failedFuture(translate(fault)));
  }

  private Future<Response> ask(Request request) {
    var now = redis;
    return (now == null ? first.future() : Future.succeededFuture(now))
        .compose(server -> server.send(request))
        .timeout(configuration.answerWithin().toMillis(), TimeUnit.MILLISECONDS);
  }

  private static Throwable translate(Throwable fault) {
    var reply = REPLY.matcher(String.valueOf(fault.getMessage()));
    return reply.matches() && !AWAY.contains(reply.group(1))
        ? fault
        : new Failure.Unavailable("redis-away", RETRY_AFTER).exception();
  }

  static Request request(Command command, List<?> arguments) {
    var request = Request.cmd(command);
    for (Object argument : arguments) {
      switch (argument) {
        case Integer number -> request.arg(number);
        case Long number -> request.arg(number);
        case byte[] bytes -> request.arg(bytes);
        default -> request.arg(argument.toString());
      }
    }
    return request;
  }
}
