package natsuin.demo;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;

/** One person's browser: keeps cookies, speaks JSON, turns a problem document into a refusal. */
final class Browser {
  private final URI base;
  private final String language;
  private final HttpClient http;

  Browser(URI base, String language) {
    this(base, language, new CookieManager(null, CookiePolicy.ACCEPT_ALL));
  }

  /** With these cookies. */
  Browser(URI base, String language, CookieManager cookies) {
    this.base = base;
    this.language = language;
    this.http =
        HttpClient.newBuilder()
            .cookieHandler(cookies)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
  }

  JsonObject get(String path) {
    return json(send(request(path).GET()));
  }

  byte[] bytes(String path) {
    return send(request(path).GET()).body();
  }

  /** The body as text, for answers that are JSON arrays. */
  String text(String path) {
    return new String(
        send(request(path).header("Accept", "application/json").GET()).body(),
        java.nio.charset.StandardCharsets.UTF_8);
  }

  JsonObject post(String path, JsonObject body) {
    return json(send(withJson(request(path), "POST", body)));
  }

  void put(String path) {
    send(withJson(request(path), "PUT", new JsonObject()));
  }

  JsonObject upload(String path, byte[] pdf) {
    BodyPublisher body = BodyPublishers.ofByteArray(pdf);
    return json(send(request(path).header("Content-Type", "application/pdf").POST(body)));
  }

  JsonObject upload(String path, Path file) {
    try {
      BodyPublisher body = BodyPublishers.ofFile(file);
      return json(send(request(path).header("Content-Type", "application/pdf").POST(body)));
    } catch (java.io.FileNotFoundException absent) {
      throw new java.io.UncheckedIOException(absent);
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(base.resolve(path))
        .timeout(Duration.ofMinutes(2))
        .header("Accept-Language", language)
        .header("Origin", base.getScheme() + "://" + base.getAuthority());
  }

  private static HttpRequest.Builder withJson(
      HttpRequest.Builder request, String method, JsonObject body) {
    return request
        .header("Content-Type", "application/json")
        .method(method, BodyPublishers.ofString(body.encode()));
  }

  private HttpResponse<byte[]> send(HttpRequest.Builder request) {
    try {
      HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
      if (response.statusCode() >= 400) {
        throw Refusal.of(response.statusCode(), problem(response));
      }
      return response;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static JsonObject problem(HttpResponse<byte[]> response) {
    String type = response.headers().firstValue("content-type").orElse("");
    return type.contains("json")
        ? json(response)
        : new JsonObject().put("title", "HTTP " + response.statusCode());
  }

  private static JsonObject json(HttpResponse<byte[]> response) {
    return response.body().length == 0
        ? new JsonObject()
        : new JsonObject(io.vertx.core.buffer.Buffer.buffer(response.body()));
  }
}
