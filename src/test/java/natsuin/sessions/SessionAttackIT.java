package natsuin.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import natsuin.kernel.StaffRole;
import natsuin.testkit.Browser;
import natsuin.testkit.People;
import natsuin.testkit.World;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SessionAttackIT {
  private static final String MYPAGE = "natsuin_mypage";
  private static final String STAFF = "natsuin_staff";

  @RegisterExtension static final World WORLD = new World();
  private final People people = new People(WORLD);

  @Test
  @DisplayName("SEC-2, attack: token without a signature (alg none)")
  void algNone() {
    String payload = part(token(), 1);
    for (String alg : List.of("none", "None", "NONE", "")) {
      String header = encode(new JsonObject().put("typ", "JWT").put("alg", alg).encode());
      for (String forged :
          List.of(
              header + "." + payload + ".",
              header + "." + payload,
              header + "." + payload + "." + part(token(), 2))) {
        refused(forged);
      }
    }
  }

  @Test
  @DisplayName("SEC-2, attack: token tampered with")
  void tampered() {
    String token = token();
    var claims = new JsonObject(decode(part(token, 1)));
    var other = new JsonObject(decode(part(token(), 1)));
    for (String claim : List.of("sub", "jti", "exp", "aud")) {
      var changed = claims.copy();
      switch (claim) {
        case "exp" -> changed.put("exp", claims.getLong("exp") + 86_400);
        case "aud" -> changed.put("aud", "staff");
        default -> changed.put(claim, other.getString(claim));
      }
      refused(part(token, 0) + "." + encode(changed.encode()) + "." + part(token, 2));
    }
    refused(token.substring(0, token.length() - 2));
    refused(token + "AA");
    refused("x".repeat(3000));
    refused("..");
  }

  @Test
  @DisplayName("SEC-2, attack: token signed with a guessed key")
  void guessedKey() throws Exception {
    String content = part(token(), 0) + "." + part(token(), 1);
    for (String key : List.of("secret", "natsuin", "x".repeat(32))) {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      byte[] signature = mac.doFinal(content.getBytes(StandardCharsets.UTF_8));
      refused(content + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature));
    }
  }

  @Test
  @DisplayName("SEC-2, attack: a customer's cookie at the staff portal, and the other way round")
  void otherPortal() {
    var thief = new Browser(WORLD).withCookie(STAFF, token());
    assertThat(thief.get("/api/staff/session").status()).isEqualTo(401);
    var clerk = new Browser(WORLD).loggedIn(people.clerk(StaffRole.HEAD_OFFICE));
    var confused = new Browser(WORLD).withCookie(MYPAGE, clerk.cookie(STAFF));
    assertThat(confused.get("/api/session").status()).isEqualTo(401);
    assertThat(clerk.get("/api/notices").status()).as("staff have no MyPage").isEqualTo(401);
    assertThat(clerk.get("/api/live/../staff/session").status())
        .as("the path counts as it is routed")
        .isEqualTo(200);
  }

  @Test
  @DisplayName("SEC-2, attack: session fixation")
  void fixation() {
    var attacker = people.customer();
    var victim = people.customer();
    String planted = new Browser(WORLD).loggedIn(attacker).cookie(MYPAGE);
    var browser = new Browser(WORLD).withCookie(MYPAGE, planted);
    browser.loggedIn(victim);
    assertThat(browser.cookie(MYPAGE)).isNotEqualTo(planted);
    assertThat(claim(browser.cookie(MYPAGE), "jti")).isNotEqualTo(claim(planted, "jti"));
    refused(planted);
    assertThat(browser.get("/api/session").json().getJsonObject("user").getString("id"))
        .isEqualTo(victim.id().toString());
  }

  @Test
  @DisplayName("SEC-2, attack: ended session replayed, on every node at once")
  void endedReplayed() throws Exception {
    var second = WORLD.anotherNode();
    var browser = new Browser(WORLD).loggedIn(people.customer());
    String token = browser.cookie(MYPAGE);
    var elsewhere = new Browser(WORLD, second).withCookie(MYPAGE, token);
    assertThat(elsewhere.get("/api/session").status()).isEqualTo(200);
    browser.delete("/api/session");
    assertThat(elsewhere.get("/api/session").status()).isEqualTo(401);
    refused(token);
  }

  @Test
  @DisplayName("SEC-2: the token is issued anew after a minute, the session stays the same")
  void renewed() {
    var browser = new Browser(WORLD).loggedIn(people.customer());
    String first = browser.cookie(MYPAGE);
    browser.get("/api/session");
    assertThat(browser.cookie(MYPAGE)).isEqualTo(first);
    WORLD.clock().advance(Duration.ofSeconds(61));
    browser.get("/api/session");
    assertThat(browser.cookie(MYPAGE)).isNotEqualTo(first);
    assertThat(claim(browser.cookie(MYPAGE), "jti")).isEqualTo(claim(first, "jti"));
  }

  @Test
  @DisplayName("SEC-2: what the page asks for by itself does not keep a session alive")
  void pollingIsNotUse() {
    var browser = new Browser(WORLD).loggedIn(people.customer());
    for (int i = 0; i < 4; i++) {
      browser.get("/api/live/poll?portal=mypage&topic=notices");
      WORLD.clock().advance(Duration.ofMinutes(4));
    }
    assertThat(browser.get("/api/session").status()).isEqualTo(401);
  }

  private void refused(String token) {
    var answer = new Browser(WORLD).withCookie(MYPAGE, token).get("/api/session");
    assertThat(answer.status()).as(token).isEqualTo(401);
  }

  private String token() {
    return new Browser(WORLD).loggedIn(people.customer()).cookie(MYPAGE);
  }

  private static String claim(String token, String name) {
    return new JsonObject(decode(part(token, 1))).getString(name);
  }

  private static String part(String token, int index) {
    return token.split("\\.")[index];
  }

  private static String decode(String base64) {
    return new String(Base64.getUrlDecoder().decode(base64), StandardCharsets.UTF_8);
  }

  private static String encode(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
