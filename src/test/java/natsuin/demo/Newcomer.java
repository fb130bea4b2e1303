package natsuin.demo;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The one of the demonstration who has been asked for documents, and sends them. */
final class Newcomer {
  private static final String REQUEST = "/api/certificate-request";
  private final URI base;
  private final HttpClient http;
  private final Browser browser;

  /** Logged in; agrees to what is asked. */
  Newcomer(URI base) {
    this.base = base;
    var cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    this.browser = new Browser(base, "ja", cookies);
    this.http = HttpClient.newBuilder().cookieHandler(cookies).build();
    var who = DemoPeople.NEWCOMER;
    browser.post(
        "/api/session", new JsonObject().put("login", who.email()).put("password", who.password()));
    browser.bytes("/api/consent.pdf");
    var sha256 = browser.get(REQUEST).getJsonObject("consent").getString("sha256");
    var agreed = new JsonObject().put("sha256", sha256);
    send("PUT", REQUEST + "/consent", BodyPublishers.ofString(agreed.encode()), "x.json");
  }

  /** Sends a picture of a passport of that name; answers its identifier. */
  String sends(String name, byte[] content) {
    return sends(name, content, "passport", 1);
  }

  /** Sends a picture of that kind and position, in the place of the one that is there. */
  String sends(String name, byte[] content, String kind, int position) {
    String path = REQUEST + "/files?part=identity&kind=" + kind + "&position=" + position;
    send("POST", path, BodyPublishers.ofByteArray(content), name);
    return files().stream()
        .filter(file -> name.equals(file.getString("fileName")))
        .findFirst()
        .orElseThrow()
        .getString("id");
  }

  String state(String id) {
    return files().stream()
        .filter(file -> id.equals(file.getString("id")))
        .findFirst()
        .orElseThrow()
        .getString("state");
  }

  List<JsonObject> files() {
    return browser.get(REQUEST).getJsonArray("parts").stream()
        .map(JsonObject.class::cast)
        .flatMap(part -> part.getJsonArray("files").stream())
        .map(JsonObject.class::cast)
        .toList();
  }

  void deletes(String id) {
    send("DELETE", REQUEST + "/files/" + id, BodyPublishers.noBody(), "");
  }

  private void send(String method, String path, BodyPublisher body, String name) {
    var request =
        HttpRequest.newBuilder(base.resolve(path))
            .header("Origin", base.getScheme() + "://" + base.getAuthority())
            .header(
                "Content-Type",
                name.endsWith(".json") ? "application/json" : "application/octet-stream")
            .header("X-File-Name", URLEncoder.encode(name, StandardCharsets.UTF_8))
            .method(method, body)
            .build();
    try {
      var response = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() >= 300) {
        throw new IllegalStateException(method + " " + path + ": " + response.body());
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
