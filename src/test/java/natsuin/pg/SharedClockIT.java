package natsuin.pg;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Pattern;
import natsuin.boot.Node;
import natsuin.pki.CertificateProfile;
import natsuin.pki.CertificateRequest;
import natsuin.pki.DistinguishedName;
import natsuin.pki.KeyAlgorithm;
import natsuin.testkit.Browser;
import natsuin.testkit.MutableClock;
import natsuin.testkit.People;
import natsuin.testkit.World;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Nodes whose machines' clocks are wrong. */
class SharedClockIT {
  @RegisterExtension static final World WORLD = new World();

  private static final Duration OFF = Duration.ofMinutes(10);

  /** How long a busy machine may take between two looks at a clock. */
  private static final Duration NEAR = Duration.ofSeconds(2);

  private static final Pattern SKEW =
      Pattern.compile("(?m)^natsuin_clock_skew_seconds(?:\\{[^}]*})? (\\S+)$");

  private static Node ahead;
  private static Node behind;

  @BeforeAll
  static void open() throws IOException {
    ahead = WORLD.anotherNode(off(OFF));
    behind = WORLD.anotherNode(off(OFF.negated()));
  }

  private static InstantSource off(Duration by) {
    var clock = new MutableClock();
    clock.advance(by);
    return clock;
  }

  @Test
  @DisplayName("OPS-2, fault: a machine's clock is ten minutes off: its node tells the right time")
  void rightTime() {
    var right = WORLD.database().time().await();
    for (Node node : new Node[] {ahead, behind}) {
      assertThat(Duration.between(right, node.clock().instant()).abs()).isLessThan(NEAR);
      assertThat(node.database().time().await())
          .isCloseTo(
              node.clock().instant(),
              org.assertj.core.api.Assertions.within(
                  NEAR.toMillis(), java.time.temporal.ChronoUnit.MILLIS));
    }
  }

  @Test
  @DisplayName("OPS-2, fault: what a node issues whose machine is ahead is valid at once")
  void validAtOnce() {
    var right = WORLD.database().time().await();
    for (Node node : new Node[] {ahead, behind}) {
      var request =
          new CertificateRequest(
              CertificateProfile.USER_SIGNING,
              new DistinguishedName("Taro", Optional.empty(), "JP", Optional.empty()),
              KeyAlgorithm.EC_P256.generate().getPublic());
      assertThat(node.keys().pki().issuing().prepare(request).notBefore())
          .isBetween(right.minusSeconds(2), node.database().time().await());
    }
  }

  @Test
  @DisplayName("OPS-5: how far it is off stands in the figures")
  void skewIsSaid() {
    assertThat(ahead.sharedClock().askSkew().await()).isBetween(OFF.minus(NEAR), OFF.plus(NEAR));
    assertThat(skew(ahead)).isBetween(598.0, 602.0);
    assertThat(skew(behind)).isBetween(-602.0, -598.0);
  }

  private static double skew(Node node) {
    var matcher = SKEW.matcher(new Browser(WORLD, node).get("/metrics").http().body());
    assertThat(matcher.find()).isTrue();
    return Double.parseDouble(matcher.group(1));
  }

  @Test
  @DisplayName("LOGIN-3, fault: no lock opens early on a node whose machine is an hour ahead")
  void lockHolds() throws IOException {
    var victim = new People(WORLD).customer();
    var hourAhead = WORLD.anotherNode(off(Duration.ofMinutes(61)));
    for (int i = 0; i < 6; i++) {
      logIn(WORLD.node(), victim, "Wrong00000");
    }
    assertThat(logIn(WORLD.node(), victim, People.PASSWORD).code()).isEqualTo("account-locked");
    assertThat(logIn(hourAhead, victim, People.PASSWORD).code()).isEqualTo("account-locked");
  }

  private static Browser.Answer logIn(Node node, People.Customer who, String password) {
    return new Browser(WORLD, node)
        .post("/api/session", new JsonObject().put("login", who.email()).put("password", password));
  }
}
