package natsuin.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import natsuin.demo.Hold.Place;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** OPS-1: the clock of one of three nodes under load is wrong. */
@Tag("faults")
class NodeClocksIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int TRIES = 12;

  private static UnderLoad people;
  private static Truth truth;

  @BeforeAll
  static void start() throws Exception {
    people = UnderLoad.apart(new JsonObject());
    truth = people.truth();
    Hold.prepare(truth.database());
  }

  @AfterAll
  static void stop() throws Exception {
    people.close();
  }

  @ParameterizedTest(name = "{0} minutes")
  @ValueSource(ints = {10, -10})
  @DisplayName(
      "OPS-1, Fault: one node's clock is ten minutes off: codes, locks, certificates' dates and"
          + " leases are as if it were not")
  void clock(int minutes) throws Exception {
    var node = people.machine().nodes().get(2);
    String host = node.address().getHost();
    node.stop();
    var recovery = Recovery.from("clock of a node %+d minutes".formatted(minutes), people);
    node.startWithClock(TimeUnit.MINUTES.toSeconds(minutes));
    people.awaitWhole();
    assertThat(
            truth.number(
                "select max(abs((figures ->> 'skewMillis')::bigint)) from node where seen_at >"
                    + " now() - interval '20 s'"))
        .as("the nodes themselves see it")
        .isGreaterThan(TimeUnit.MINUTES.toMillis(9));
    signsThere(host);
    issuesThere(host);
    assertThat(
            truth.number(
                """
                select count(*) from signing_job
                where lease_until not between now() - interval '1 minute' and now() + interval '1 minute'
                """))
        .as("leases of another time")
        .isZero();
    recovery.whole();
    truth.holds();
    node.stop();
    node.start();
    people.awaitWhole();
  }

  /** A signature whose key acts there, at the right time. */
  private static void signsThere(String host) {
    try (var hold = Hold.at(truth.database(), Place.SIGNING_KEY_HAS_ACTED, host)) {
      hold.awaitHeld();
    }
    people.awaitMore(Load.SIGNED, 2);
    assertThat(
            truth.number(
                """
                select count(*) from signature
                where sealed_at > clock_timestamp() + interval '5 seconds'
                    or sealed_at < created_at - interval '5 seconds'
                """))
        .as("signatures of another time")
        .isZero();
  }

  /** A certificate that is issued there is valid now; it may take some tries to get there. */
  private static void issuesThere(String host) {
    for (int tries = 0; tries < TRIES; tries++) {
      var applicant = new Applicant(people.machine().address(), truth.database());
      applicant.registersPin();
      try (var hold = Hold.at(truth.database(), Place.ISSUE_CERTIFYING)) {
        applicant.presses();
        if (hold.awaitHeld().node().equals(host)) {
          tries = TRIES;
        }
      }
      await().atMost(PATIENCE).until(applicant::hasCertificate);
      assertThat(applicant.validCertificates()).isEqualTo(1);
    }
    assertThat(
            truth.says(
                """
                select bool_and(not_before between clock_timestamp() - interval '2 days' and clock_timestamp()
                  and abs(extract(epoch from clock_timestamp() - created_at)) < 300)
                from certificate where user_id = $1 and state = 'issued'
                """,
                DemoPeople.MANAGER.id()))
        .as("certificates of another time")
        .isTrue();
  }
}
