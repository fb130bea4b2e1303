package natsuin.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.sqlclient.Tuple;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import natsuin.audit.Audit;
import natsuin.bus.Announcements;
import natsuin.kernel.Portal;
import natsuin.kernel.StaffRole;
import natsuin.sessions.Sessions;
import natsuin.testkit.People;
import natsuin.testkit.World;
import natsuin.users.Account;
import natsuin.users.AccountStore;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens to an account between the check of a password or code and the session. */
class BeginSessionIT {
  @RegisterExtension static final World WORLD = new World();

  private final People people = new People(WORLD);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "email = 'another-' || email",
        "password_hash = 'another'",
        "locked_until = $2::timestamptz + interval '1 minute'",
        "deleted_at = $2::timestamptz"
      })
  @DisplayName("LOGIN-3, LOGIN-6, race: changed, locked or deleted while a login is under way")
  void changedMeanwhile(String change) {
    var user = people.customer().id();
    var account = account(Portal.MYPAGE, user);
    change("app_user", change, user);
    assertThat(begin(Portal.MYPAGE, account)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "email = 'another-' || email",
        "locked_until = $2::timestamptz + interval '1 minute'"
      })
  @DisplayName("STAFF-1, race: the same for the bank's staff")
  void staff(String change) {
    var clerk = people.clerk(StaffRole.OFFICER).id();
    var account = account(Portal.STAFF, clerk);
    change("staff", change, clerk);
    assertThat(begin(Portal.STAFF, account)).isEmpty();
  }

  @Test
  @DisplayName("LOGIN-3: a lock that is over keeps nobody out")
  void lockOver() {
    var user = people.customer().id();
    change("app_user", "locked_until = $2::timestamptz", user);
    assertThat(begin(Portal.MYPAGE, account(Portal.MYPAGE, user))).isPresent();
  }

  private static Account account(Portal portal, UUID person) {
    return AccountStore.find(WORLD.database().client(), portal, person).await().orElseThrow();
  }

  private static Optional<Sessions.Started> begin(Portal portal, Account account) {
    var sessions =
        new Sessions(
            WORLD.node().vertx(),
            WORLD.database(),
            WORLD.clock(),
            WORLD.node().configuration().sessions(),
            new byte[32],
            new Announcements());
    return new BeginSession(WORLD.database(), WORLD.clock(), sessions, new Audit(WORLD.clock()))
        .begin(portal, account, Optional.empty());
  }

  private static void change(String table, String change, UUID id) {
    WORLD
        .database()
        .client()
        .preparedQuery(
            "update " + table + " set " + change + " where id = $1 and $2::timestamptz is not null")
        .execute(Tuple.of(id, WORLD.clock().instant().atOffset(ZoneOffset.UTC)))
        .await();
  }
}
