package natsuin.demo;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import natsuin.testkit.TlsClient;

/** A browser that looks at each answer itself. */
final class Caller {
  private final URI base;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .sslContext(TlsClient.believing())
          .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  /** An answer; 0 where the line broke before there was one. */
  record Answer(int status, byte[] body) {
    JsonObject json() {
      return body.length == 0 ? new JsonObject() : new JsonObject(Buffer.buffer(body));
    }
  }

  Caller(URI base) {
    this.base = base;
  }

  Answer get(String path) {
    return send(request(path).GET());
  }

  Answer send(String method, String path, JsonObject body) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body.encode())));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(base.resolve(path))
        .timeout(Duration.ofMinutes(1))
        .header("Origin", base.getScheme() + "://" + base.getAuthority());
  }

  private Answer send(HttpRequest.Builder request) {
    try {
      var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      return new Answer(answer.statusCode(), answer.body());
    } catch (IOException broken) {
      return new Answer(0, new byte[0]);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException(e));
    }
  }
}
