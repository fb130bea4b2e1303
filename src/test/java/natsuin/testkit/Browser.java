package natsuin.testkit;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import natsuin.boot.Node;
import org.awaitility.Awaitility;

/** A browser as far as the API sees one: it keeps cookies and says where it comes from. */
public final class Browser {
  private static final Pattern CODE = Pattern.compile("(?m)^(\\d{6})$");
  private final World world;
  private final Node node;
  private final Map<String, String> cookies = new LinkedHashMap<>();
  private final Optional<TlsClient> tls;
  private String language = "ja";

  /** A fresh browser at the world's first node. */
  public Browser(World world) {
    this(world, world.node());
  }

  /** A fresh browser at that node. */
  public Browser(World world, Node node) {
    this(world, node, Optional.empty());
  }

  private Browser(World world, Node node, Optional<TlsClient> tls) {
    this.world = world;
    this.node = node;
    this.tls = tls;
  }

  /** A fresh browser that comes by TLS, with that client certificate or without any. */
  public static Browser overTls(World world, Node node, TlsClient client) {
    return new Browser(world, node, Optional.of(client));
  }

  /** An answer. */
  public record Answer(HttpResponse<String> http) {
    public int status() {
      return http.statusCode();
    }

    public JsonObject json() {
      return new JsonObject(http.body());
    }

    /** The code of the problem document; empty where it is none. */
    public String code() {
      return http.headers().firstValue("Content-Type").orElse("").contains("problem+json")
          ? json().getString("code")
          : "";
    }

    public Optional<String> header(String name) {
      return http.headers().firstValue(name);
    }

    /** What came as it came: of a file that is no text. */
    public byte[] bytes() {
      return http.body().getBytes(StandardCharsets.ISO_8859_1);
    }

    public String setCookie(String name) {
      return http.headers().allValues("Set-Cookie").stream()
          .filter(cookie -> cookie.startsWith(name + "="))
          .findFirst()
          .orElse("");
    }
  }

  /** Speaks this language from now on. */
  public Browser speaking(String tag) {
    language = tag;
    return this;
  }

  public Answer get(String path) {
    return send(request(path).GET());
  }

  public Answer post(String path, JsonObject body) {
    return send(json(path).POST(HttpRequest.BodyPublishers.ofString(body.encode())));
  }

  public Answer post(String path) {
    return send(request(path).POST(HttpRequest.BodyPublishers.noBody()));
  }

  public Answer put(String path, JsonObject body) {
    return send(json(path).PUT(HttpRequest.BodyPublishers.ofString(body.encode())));
  }

  public Answer put(String path) {
    return send(request(path).PUT(HttpRequest.BodyPublishers.noBody()));
  }

  public Answer delete(String path) {
    return send(request(path).DELETE());
  }

  /** Any request of this browser, cookies included. */
  public Answer send(HttpRequest.Builder request) {
    if (!cookies.isEmpty()) {
      var pairs = cookies.entrySet().stream().map(c -> c.getKey() + "=" + c.getValue()).toList();
      request.setHeader("Cookie", String.join("; ", pairs));
    }
    var built = request.build();
    var answer = new Answer(tls.isPresent() ? tls.get().send(built) : world.send(built));
    answer.http().headers().allValues("Set-Cookie").forEach(this::keep);
    return answer;
  }

  /** A request to this browser's node, to be completed. */
  public HttpRequest.Builder request(String path) {
    var url = tls.isPresent() ? TlsClient.url(node, path) : world.url(node, path);
    return HttpRequest.newBuilder(url).setHeader("Accept-Language", language);
  }

  /** Logs in to MyPage. */
  public Answer logIn(String login, String password) {
    return post("/api/session", new JsonObject().put("login", login).put("password", password));
  }

  /** Logs in to MyPage, and has to succeed. */
  public Browser loggedIn(People.Customer customer) {
    var answer = logIn(customer.email(), People.PASSWORD);
    if (answer.status() != 200) {
      throw new AssertionError("login: " + answer.status() + " " + answer.http().body());
    }
    return this;
  }

  /** The first step of a staff login. */
  public Answer staffPassword(String login, String password) {
    return post(
        "/api/staff/session", new JsonObject().put("login", login).put("password", password));
  }

  /** The second step of a staff login. */
  public Answer staffCode(String code) {
    return post("/api/staff/session/code", new JsonObject().put("code", code));
  }

  /** Logs in for the bank, code included, and has to succeed. */
  public Browser loggedIn(People.Clerk clerk) {
    int mails = world.mailTo(clerk.email()).size();
    var password = staffPassword(clerk.login(), People.PASSWORD);
    var answer = password.status() == 202 ? staffCode(nextCode(clerk.email(), mails)) : password;
    if (answer.status() != 200) {
      throw new AssertionError("login: " + answer.status() + " " + answer.http().body());
    }
    return this;
  }

  /** The code in the mail that follows the given number of mails to this address. */
  public String nextCode(String address, int mailsBefore) {
    Awaitility.await().until(() -> world.mailTo(address).size() > mailsBefore);
    return codeIn(world.mailTo(address).getFirst().text());
  }

  /** The line of a mail that holds the six digits and nothing else. */
  public static String codeIn(String text) {
    var matcher = CODE.matcher(text.replace("\r", ""));
    if (!matcher.find()) {
      throw new AssertionError("no code in: " + text);
    }
    return matcher.group(1);
  }

  /** The value of a cookie; empty where there is none. */
  public String cookie(String name) {
    return cookies.getOrDefault(name, "");
  }

  /** Puts a cookie there as an attacker would. */
  public Browser withCookie(String name, String value) {
    cookies.put(name, value);
    return this;
  }

  private HttpRequest.Builder json(String path) {
    return request(path).setHeader("Content-Type", "application/json");
  }

  private void keep(String setCookie) {
    String pair = setCookie.split(";", 2)[0];
    String name = pair.substring(0, pair.indexOf('='));
    String value = pair.substring(pair.indexOf('=') + 1);
    if (value.isEmpty()) {
      cookies.remove(name);
    } else {
      cookies.put(name, value);
    }
  }
}
