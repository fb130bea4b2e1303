package natsuin.employers;

import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;
import natsuin.testkit.ClientKeys;
import natsuin.testkit.World;

/** Requests to the plain port from one of this machine's addresses, as a proxy sends them. */
final class Plain {
  private final HttpClient http;
  private final World world;
  private final String header;
  private int times = 1;
  private String scheme = "https";
  private String cookie = "";

  private Plain(HttpClient http, World world, String header) {
    this.http = http;
    this.world = world;
    this.header = header;
  }

  static Plain from(String address, World world, ClientKeys.Held held) throws Exception {
    var http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .localAddress(InetAddress.ofLiteral(address))
            .build();
    return new Plain(http, world, header(held));
  }

  static String header(ClientKeys.Held held) {
    try {
      return ":" + Base64.getEncoder().encodeToString(held.certificate().getEncoded()) + ":";
    } catch (java.security.cert.CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The certificate comes twice: the browser's own header, and the proxy's. */
  Plain twice() {
    times = 2;
    return this;
  }

  /** The same browser at a connection without the certificate. */
  Plain without() {
    var other = new Plain(http, world, header);
    other.times = 0;
    other.cookie = cookie;
    return other;
  }

  HttpResponse<String> unencrypted() throws Exception {
    scheme = "http";
    return get("/api/employer/connection");
  }

  HttpResponse<String> forwarded(String value) throws Exception {
    return send(request("/api/employer/connection").header("Forwarded", value));
  }

  HttpResponse<String> get(String path) throws Exception {
    return send(request(path));
  }

  HttpResponse<String> logIn(String userId, String password) throws Exception {
    var body = new JsonObject().put("userId", userId).put("password", password).encode();
    var answer =
        send(
            request("/api/employer/session")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    cookie = answer.headers().firstValue("Set-Cookie").map(c -> c.split(";", 2)[0]).orElse("");
    return answer;
  }

  String state() throws Exception {
    return new JsonObject(get("/api/employer/connection").body())
        .getJsonObject("certificate")
        .getString("state");
  }

  private HttpRequest.Builder request(String path) {
    var request =
        HttpRequest.newBuilder(world.url(path))
            .header("X-Forwarded-For", "192.0.2.7")
            .header("X-Forwarded-Proto", scheme);
    for (int i = 0; i < times; i++) {
      request.header("Client-Cert", header);
    }
    return cookie.isEmpty() ? request : request.header("Cookie", cookie);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
