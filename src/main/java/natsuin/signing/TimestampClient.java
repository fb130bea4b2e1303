package natsuin.signing;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import natsuin.kernel.Failure;
import natsuin.pki.DigestAlgorithm;
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

  private final HttpClient http;
  private final List<URI> authorities;
  private final Duration timeout;
  private final TrustAnchors trust;
  private final InstantSource clock;

  /**
   * A client.
   *
   * @param authorities in the order in which they are asked, at least one
   * @param timeout how long each may take
   * @param trust who vouches for them
   */
  public TimestampClient(
      Vertx vertx,
      List<URI> authorities,
      Duration timeout,
      TrustAnchors trust,
      InstantSource clock) {
    if (authorities.isEmpty()) {
      throw new IllegalArgumentException("At least one timestamp authority must be named");
    }
    this.http =
        vertx.httpClientBuilder().with(new PoolOptions().setHttp1MaxSize(CONNECTIONS)).build();
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
    return ask(sha256, 0);
  }

  private Future<byte[]> ask(byte[] sha256, int which) {
    if (which == authorities.size()) {
      return Future.failedFuture(
          new Failure.Unavailable("tsa-unavailable", RETRY_AFTER).exception());
    }
    URI authority = authorities.get(which);
    var query = TimestampQuery.of(DigestAlgorithm.SHA256, sha256);
    return post(authority, query.request())
        .map(answer -> token(query, answer))
        .recover(
            fault -> {
              LOG.warn("Timestamp authority {}: {}", authority, fault.getMessage());
              return ask(sha256, which + 1);
            });
  }

  private byte[] token(TimestampQuery query, Buffer answer) {
    return switch (query.verify(answer.getBytes(), trust, clock.instant())) {
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
        .compose(post -> post.send(Buffer.buffer(request)))
        .compose(
            response -> {
              if (response.statusCode() != 200) {
                return Future.failedFuture("HTTP status " + response.statusCode());
              }
              return response.body();
            })
        .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
        .map(
            body -> {
              if (body.length() > LARGEST_ANSWER) {
                throw new IllegalStateException("an answer of %d bytes".formatted(body.length()));
              }
              return body;
            });
  }
}
