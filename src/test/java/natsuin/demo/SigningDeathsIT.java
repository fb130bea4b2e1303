package natsuin.demo;

import io.vertx.core.json.JsonObject;
import java.util.UUID;
import natsuin.demo.Hold.Place;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * OPS-1, OPS-2: one of three nodes under load is killed with -9 in the middle of a statement.
 * Either the statement is done though nobody hears of it, or it is not: both happen.
 */
@Tag("faults")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SigningDeathsIT {
  /** A killed node's jobs are found by their leases; nothing but the waiting is shorter so. */
  private static final JsonObject SOONER =
      new JsonObject().put("signing", new JsonObject().put("lease", "3 s"));

  private static UnderLoad people;
  private static Truth truth;

  @BeforeAll
  static void start() throws Exception {
    people = UnderLoad.apart(SOONER);
    truth = people.truth();
    Hold.prepare(truth.database());
  }

  @AfterAll
  static void stop() throws Exception {
    people.close();
  }

  @Order(1)
  @ParameterizedTest(name = "{0}, said {1}")
  @CsvSource({
    "SIGNING_CLAIMED, and done",
    "SIGNING_KEY_ACTS, and done",
    "SIGNING_KEY_HAS_ACTED, in vain",
    "SIGNING_TIMESTAMPED, in vain",
    "SIGNING_EMBEDDED, and done",
    "SIGNING_EVIDENCED, in vain",
    "SIGNING_SEALED, in vain",
    "SIGNING_SEALED, and done"
  })
  @DisplayName(
      "OPS-2, Fault: kill -9 of a node at a stage of signing: another finishes, signed exactly"
          + " once")
  void signing(Place place, String end) throws Exception {
    var death = new Death(people, place, end);
    UUID job = UUID.fromString(death.subject());
    death.isOver(() -> truth.says("select state = 'done' from signing_job where id = $1", job));
  }

  @Order(2)
  @Test
  @DisplayName("OPS-2: after all of these deaths everything that was promised is there, once")
  void truth() {
    truth.holds();
  }
}
