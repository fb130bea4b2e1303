package natsuin.signing;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemTrustOptions;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import natsuin.kernel.Failure;
import natsuin.pki.DigestAlgorithm;
import natsuin.pki.TimestampAnswer;
import natsuin.pki.TimestampAnswer.Granted;
import natsuin.pki.TimestampAnswer.Rejected;
import natsuin.pki.TimestampQuery;
import natsuin.pki.TrustAnchors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks timestamp authorities over HTTP (RFC 3161 section 3.4): the first, and where it does not
 * answer rightly and in time, the next (SIG-2).
 */
public final class TimestampClient {
  private static final Logger LOG = LoggerFactory.getLogger(TimestampClient.class);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(10);
  private static final int LARGEST_ANSWER = 64 * 1024;
  private static final int CONNECTIONS = 8;

  /** One that failed is asked after the others for so long: not every document waits for it. */
  private static final long SET_BACK_NS = TimeUnit.SECONDS.toNanos(30);

  private final HttpClient http;
  private final List<URI> authorities;
  private final Map<URI, Long> failedAt = new ConcurrentHashMap<>();
  private final Duration timeout;
  private final TrustAnchors trust;
  private final InstantSource clock;

  /**
   * A client.
   *
   * @param authorities in the order in which they are asked, at least one
   * @param tlsCaFile certificates (PEM) that vouch for https servers; empty: those that Java knows
   * @param timeout how long each may take
   * @param trust who vouches for their timestamps
   */
  public TimestampClient(
      Vertx vertx,
      List<URI> authorities,
      String tlsCaFile,
      Duration timeout,
      TrustAnchors trust,
      InstantSource clock) {
    if (authorities.isEmpty()) {
      throw new IllegalArgumentException("At least one timestamp authority must be named");
    }
    var options = new HttpClientOptions().setConnectTimeout((int) timeout.toMillis());
    if (!tlsCaFile.isEmpty()) {
      options.setTrustOptions(new PemTrustOptions().addCertPath(tlsCaFile));
    }
    this.http =
        vertx
            .httpClientBuilder()
            .with(options)
            .with(new PoolOptions().setHttp1MaxSize(CONNECTIONS))
            .build();
    this.authorities = List.copyOf(authorities);
    this.timeout = timeout;
    this.trust = trust;
    this.clock = clock;
  }

  /**
   * A checked token over this digest, DER. Fails as {@link Failure.Unavailable} {@code
   * tsa-unavailable} when no authority gave one.
   */
  public Future<byte[]> token(byte[] sha256) {
    return ask(sha256, inOrder());
  }

  /** As configured, those that failed lately last. */
  private List<URI> inOrder() {
    return authorities.stream().sorted(Comparator.comparing(this::isSetBack)).toList();
  }

  private boolean isSetBack(URI authority) {
    Long failed = failedAt.get(authority);
    return failed != null && System.nanoTime() - failed < SET_BACK_NS;
  }

  private Future<byte[]> ask(byte[] sha256, List<URI> left) {
    if (left.isEmpty()) {
      return Future.failedFuture(
          new Failure.Unavailable("tsa-unavailable", RETRY_AFTER).exception());
    }
    URI authority = left.getFirst();
    return answer(authority, sha256)
        .map(TimestampClient::token)
        .onSuccess(token -> failedAt.remove(authority))
        .recover(
            fault -> {
              LOG.warn("Timestamp authority {}: {}", authority, fault.getMessage());
              failedAt.put(authority, System.nanoTime());
              return ask(sha256, left.subList(1, left.size()));
            });
  }

  /**
   * What this authority answers just now, for those who look whether all is well; fails where
   * nothing comes.
   */
  public Future<TimestampAnswer> answer(URI authority, byte[] sha256) {
    var query = TimestampQuery.of(DigestAlgorithm.SHA256, sha256);
    return post(authority, query.request())
        .map(answer -> query.verify(answer.getBytes(), trust, clock.instant()));
  }

  /** Closes its connections. */
  public Future<Void> close() {
    return http.close();
  }

  private static byte[] token(TimestampAnswer answer) {
    return switch (answer) {
      case Granted granted -> granted.token().der();
      case Rejected rejected ->
          throw new IllegalStateException(rejected.fault() + " " + rejected.detail());
    };
  }

  private Future<Buffer> post(URI authority, byte[] request) {
    var options =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setAbsoluteURI(authority.toString())
            .setTimeout(timeout.toMillis())
            .putHeader("Content-Type", TimestampQuery.QUERY_TYPE)
            .putHeader("Accept", TimestampQuery.REPLY_TYPE);
    return http.request(options)
        .compose(
            post ->
                post.send(Buffer.buffer(request))
                    .compose(TimestampClient::body)
                    .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                    .onFailure(fault -> post.reset()))
        .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Not more of it than an answer can be: whoever talks on for ever is not listened to. */
  private static Future<Buffer> body(HttpClientResponse response) {
    Promise<Buffer> whole = Promise.promise();
    Buffer read = Buffer.buffer();
    response
        .exceptionHandler(whole::tryFail)
        .endHandler(end -> whole.tryComplete(read))
        .handler(
            piece -> {
              if (read.length() + piece.length() > LARGEST_ANSWER) {
                whole.tryFail("an answer of more than %d bytes".formatted(LARGEST_ANSWER));
              } else {
                read.appendBuffer(piece);
              }
            });
    return response.statusCode() == 200
        ? whole.future()
        : Future.failedFuture("HTTP status " + response.statusCode());
  }
}
