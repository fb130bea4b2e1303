package natsuin.employers;

import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.HostAndPort;
import io.vertx.core.net.SocketAddress;
import java.net.URI;
import java.security.cert.CertificateEncodingException;
import java.util.Base64;
import java.util.List;
import natsuin.testkit.ClientKeys;
import natsuin.testkit.World;

/** A browser behind a proxy: what comes from there, at the plain port. */
final class Proxied implements AutoCloseable {
  private final World world;
  private final HttpClient http;
  private URI address;
  private List<String> certificates = List.of();
  private List<String> schemes = List.of("https");
  private String cookie = "";

  /** What came back. */
  record Answer(int status, String body, String setCookie) {
    JsonObject json() {
      return new JsonObject(body);
    }
  }

  /** At the employers' address, by https, from that address of this machine. */
  Proxied(World world, String from) {
    this.world = world;
    this.http =
        world.node().vertx().createHttpClient(new HttpClientOptions().setLocalAddress(from));
    this.address = URI.create(world.node().configuration().employers().baseUrl());
  }

  /** {@code Client-Cert}, as often as given. */
  Proxied showing(ClientKeys.Held... held) {
    certificates = List.of(held).stream().map(Proxied::header).toList();
    return this;
  }

  /** {@code X-Forwarded-Proto}, as often as given. */
  Proxied by(String... said) {
    schemes = List.of(said);
    return this;
  }

  /** Where the browser says it goes. */
  Proxied at(String asked) {
    address = URI.create(asked);
    return this;
  }

  static String header(ClientKeys.Held held) {
    try {
      return ":" + Base64.getEncoder().encodeToString(held.certificate().getEncoded()) + ":";
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
  }

  Answer get(String path) {
    return send(HttpMethod.GET, path, "");
  }

  Answer post(String path, JsonObject body) {
    return send(HttpMethod.POST, path, body.encode());
  }

  /** What the service makes of the certificate. */
  String state() {
    return get("/api/employer/connection")
        .json()
        .getJsonObject("certificate", new JsonObject())
        .getString("state", "unasked");
  }

  private Answer send(HttpMethod method, String path, String body) {
    int node = world.node().configuration().http().port();
    var options =
        new RequestOptions()
            .setServer(SocketAddress.inetSocketAddress(node, "127.0.0.1"))
            .setHost(address.getHost())
            .setPort(address.getPort())
            .setMethod(method)
            .setURI(path);
    var request = http.request(options).await();
    request.authority(HostAndPort.create(address.getHost(), address.getPort()));
    headers(request, body);
    var answer =
        request
            .send(body)
            .compose(
                head ->
                    head.body()
                        .map(
                            text ->
                                new Answer(
                                    head.statusCode(),
                                    text.toString(),
                                    String.join(" ", head.headers().getAll("Set-Cookie")))))
            .await();
    if (!answer.setCookie().isEmpty()) {
      cookie = answer.setCookie().split(";", 2)[0];
    }
    return answer;
  }

  private void headers(HttpClientRequest request, String body) {
    request.putHeader("X-Forwarded-For", "192.0.2.7");
    schemes.forEach(said -> request.headers().add("X-Forwarded-Proto", said));
    certificates.forEach(shown -> request.headers().add("Client-Cert", shown));
    if (!cookie.isEmpty()) {
      request.putHeader("Cookie", cookie);
    }
    if (!body.isEmpty()) {
      request.putHeader("Content-Type", "application/json");
    }
  }

  @Override
  public void close() {
    http.close().await();
  }
}
