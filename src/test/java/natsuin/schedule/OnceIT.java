package natsuin.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import natsuin.contracts.Counter;
import natsuin.kernel.BankTime;
import natsuin.kernel.StaffRole;
import natsuin.kernel.UserRole;
import natsuin.testkit.Browser;
import natsuin.testkit.HeldTransaction;
import natsuin.testkit.World;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OnceIT {
  private static final Duration A_MONTH_BEFORE_THE_END = Duration.ofDays(5 * 365 + 1 - 29);
  private static final String WAITING =
      """
      select count(*) from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock' and query like '%' || $1 || '%'
      """;

  @RegisterExtension static final World WORLD = new World().with("schedule.look-every", "100 ms");

  @Test
  @DisplayName(
      "OPS-2, fault: a schedule that hands its tasks to three nodes at the same moment, as after a"
          + " stall longer than a lease: every mail, notice and record is there once")
  void handedToAll() throws IOException {
    var counter = new Counter(WORLD);
    var branch = counter.people().branch();
    var clerk = counter.people().clerk(branch, StaffRole.OFFICER);
    var officer = new Browser(WORLD).loggedIn(clerk);
    var borrower = counter.signer(branch, UserRole.REPRESENTATIVE);
    String contract = counter.contract(officer, borrower).getString("id");
    WORLD
        .database()
        .client()
        .preparedQuery("update contract set sign_by = $1 where id = $2")
        .execute(Tuple.of(BankTime.today(WORLD.clock()).plusDays(9), UUID.fromString(contract)))
        .await();
    WORLD.anotherNode();
    WORLD.anotherNode();

    try (var held = new HeldTransaction(WORLD.database())) {
      held.connection()
          .query("select 1 from contract where id = '" + contract + "' for update")
          .execute()
          .await();
      held.connection().query("lock certificate_expiry_told in share mode").execute().await();
      WORLD.clock().advance(A_MONTH_BEFORE_THE_END);
      await()
          .atMost(Duration.ofSeconds(60))
          .pollInterval(Duration.ofSeconds(1)) // for a node to see it and to take it
          .until(
              () -> {
                handOutAgain();
                return waiting("update contract set version") > 1
                    && waiting("insert into certificate_expiry_told") > 1;
              });
      held.commit();
    }
    await().until(() -> count("select count(*) from scheduled_tasks where picked") == 0);
    await().until(() -> mails(clerk.email(), "署名期限経過") > 0);
    await().until(() -> mails(borrower.email(), "有効期限のお知らせ") > 0);
    await().until(() -> count("select count(*) from outbox_mail where state <> 'sent'") == 0);

    assertThat(mails(clerk.email(), "署名期限経過")).isEqualTo(1);
    assertThat(mails(borrower.email(), "有効期限のお知らせ")).isEqualTo(1);
    assertThat(count("select count(*) from notice where kind like 'certificate-expir%'")).isOne();
    assertThat(count("select count(*) from audit_event where action = 'contract.deadline-passed'"))
        .isOne();
  }

  /** What another node does that thinks this one dead, wrongly. */
  private static void handOutAgain() {
    WORLD
        .database()
        .client()
        .preparedQuery(
            """
            update scheduled_tasks
            set picked = false, picked_by = null, version = version + 1, execution_time = $1
            where task_name in ('contract-deadlines', 'certificate-expiry')
            """)
        .execute(Tuple.of(OffsetDateTime.ofInstant(WORLD.clock().instant(), ZoneOffset.UTC)))
        .await();
  }

  private static long mails(String address, String subject) {
    return WORLD.mailTo(address).stream().filter(mail -> mail.subject().contains(subject)).count();
  }

  private static long waiting(String statement) {
    return WORLD
        .database()
        .client()
        .preparedQuery(WAITING)
        .execute(Tuple.of(statement))
        .await()
        .iterator()
        .next()
        .getLong(0);
  }

  private static long count(String sql) {
    return WORLD.database().client().query(sql).execute().await().iterator().next().getLong(0);
  }
}
