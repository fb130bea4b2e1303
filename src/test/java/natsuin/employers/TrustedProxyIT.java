package natsuin.employers;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import natsuin.testkit.Browser;
import natsuin.testkit.ClientKeys;
import natsuin.testkit.Employers;
import natsuin.testkit.People;
import natsuin.testkit.TlsClient;
import natsuin.testkit.World;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("EMP-8: what a proxy that ends TLS is believed, and where (RFC 9440)")
class TrustedProxyIT {
  private static final String CONNECTION = "/api/employer/connection";
  private static final String SESSION = "/api/employer/session";
  private static final String PROXY = "127.0.0.9";
  private static final Duration UNTIL_RENEWED = Duration.ofMinutes(2);

  @RegisterExtension static final World WORLD = new World().with("http.trusted-proxies", PROXY);

  private final Employers employers = new Employers(WORLD);
  private final ClientKeys keys = new ClientKeys(WORLD);

  private static JsonObject login(Employers.Member member) {
    return new JsonObject().put("userId", member.userId()).put("password", Employers.PASSWORD);
  }

  @Test
  @DisplayName("EMP-8: Client-Cert of a trusted proxy opens as TLS does; the cookie stays Secure")
  void opens() {
    var member = employers.general();
    var held = keys.of(member);
    try (var proxied = new Proxied(WORLD, PROXY).showing(held)) {
      assertThat(proxied.state()).isEqualTo("good");
      var in = proxied.post(SESSION, login(member));
      assertThat(in.status()).as(in.body()).isEqualTo(200);
      assertThat(in.setCookie()).containsIgnoringCase("; secure");
      WORLD.clock().advance(UNTIL_RENEWED);
      var renewed = proxied.get(SESSION);
      assertThat(renewed.status()).isEqualTo(200);
      assertThat(renewed.setCookie()).startsWith("natsuin_employer=");
      assertThat(renewed.setCookie()).containsIgnoringCase("; secure");
      assertThat(proxied.showing().get(SESSION).status()).as("without it").isEqualTo(401);
      proxied.showing(held);
      keys.revoke(member, held);
      assertThat(proxied.state()).isEqualTo("revoked");
      assertThat(proxied.get(SESSION).status()).isEqualTo(401);
    }
  }

  @Test
  @DisplayName("EMP-8, attack: a forged Client-Cert past the proxy, doubled, or on the TLS port")
  void forgedHeader() {
    var held = keys.of(employers.general());
    try (var stranger = new Proxied(WORLD, "127.0.0.1").showing(held)) {
      assertThat(stranger.get(CONNECTION).body()).contains("tls-required");
    }
    try (var proxied = new Proxied(WORLD, PROXY).showing(held, held)) {
      assertThat(proxied.state()).isEqualTo("none");
    }
    var tls = Browser.overTls(WORLD, WORLD.node(), TlsClient.anonymous());
    var asked = tls.send(tls.request(CONNECTION).header("Client-Cert", Proxied.header(held)));
    assertThat(asked.json().getJsonObject("certificate").getString("state")).isEqualTo("none");
  }

  @Test
  @DisplayName(
      "EMP-8, attack: MyPage's address at a proxy that serves both, Client-Cert written by the"
          + " browser: nobody is let in")
  void atMyPage() {
    var member = employers.general();
    var held = keys.of(member);
    String myPage = WORLD.node().configuration().http().baseUrl();
    var employersAt = URI.create(WORLD.node().configuration().employers().baseUrl());
    try (var browser = new Proxied(WORLD, PROXY).showing(held)) {
      browser.at(myPage);
      assertThat(browser.get(CONNECTION).body()).contains("tls-required");
      assertThat(browser.post(SESSION, login(member)).status()).isEqualTo(403);
      browser.at("https://elsewhere.example.jp:" + employersAt.getPort());
      assertThat(browser.get(CONNECTION).body()).contains("tls-required");
      browser.at("https://" + employersAt.getHost() + ":" + (employersAt.getPort() + 1));
      assertThat(browser.get(CONNECTION).body()).contains("tls-required");
    }
  }

  @Test
  @DisplayName("EMP-8, fault: a proxy that does not say https, or says two things, is no TLS")
  void saysNotHttps() {
    try (var proxied = new Proxied(WORLD, PROXY).showing(keys.of(employers.general()))) {
      assertThat(proxied.by("http").get(CONNECTION).body()).contains("tls-required");
      assertThat(proxied.by().get(CONNECTION).body()).contains("tls-required");
      assertThat(proxied.by("https", "http").get(CONNECTION).body()).contains("tls-required");
      assertThat(proxied.by("HTTPS").state()).isEqualTo("good");
    }
  }

  @Test
  @DisplayName("SEC-2: MyPage's cookie is Secure behind such a proxy, after its renewal too")
  void myPagesCookie() {
    var customer = new People(WORLD).customer();
    try (var browser = new Proxied(WORLD, PROXY)) {
      browser.at(WORLD.node().configuration().http().baseUrl());
      var in =
          browser.post(
              "/api/session",
              new JsonObject().put("login", customer.email()).put("password", People.PASSWORD));
      assertThat(in.status()).as(in.body()).isEqualTo(200);
      assertThat(in.setCookie()).containsIgnoringCase("; secure");
      WORLD.clock().advance(UNTIL_RENEWED);
      assertThat(browser.get("/api/session").setCookie())
          .startsWith("natsuin_mypage=")
          .containsIgnoringCase("; secure");
      WORLD.clock().advance(UNTIL_RENEWED);
      assertThat(browser.by("http").get("/api/session").setCookie())
          .as("in the clear the browser could not keep it")
          .doesNotContainIgnoringCase("; secure");
    }
  }
}
