package natsuin.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import natsuin.queues.QueueItem;
import natsuin.queues.WatchedTableStore;
import natsuin.testkit.HeldTransaction;
import natsuin.testkit.MutableClock;
import natsuin.testkit.World;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Mails as operators see them, and nodes that do not agree on the time. */
class OutboxQueueIT {
  @RegisterExtension static final World WORLD = new World().with("smtp.answer-within", "3 s");

  private final Desk desk = new Desk(WORLD);
  private final String address = UUID.randomUUID() + "@example.jp";

  @Test
  @DisplayName(
      "OPS-4, OPS-5: a mail that cannot go is seen with attempts, code and next try; parked it"
          + " stays; retried it goes at once")
  void parkAndRetry() {
    var queue = queue();
    WORLD.mailCatcher().close();
    desk.enqueue(address);
    await().until(() -> !open(queue).isEmpty());
    var mail = open(queue).getFirst();
    assertThat(mail.subject()).isEqualTo("mail:code");
    assertThat(mail.attempts()).isPositive();
    assertThat(mail.error().orElseThrow()).doesNotContain("@").doesNotContain("127.0.0.1");
    assertThat(mail.toString()).doesNotContain(address);
    assertThat(queue.figures().await().depth()).isEqualTo(1);
    assertThat(queue.figures().await().troubled()).isEqualTo(1);

    assertThat(WORLD.database().tx(tx -> queue.park(tx, mail.id())).await()).isTrue();
    await().until(() -> state(queue) == QueueItem.State.PARKED);
    assertThat(queue.figures().await().parked()).isEqualTo(1);
    assertThat(queue.figures().await().oldest()).as("parked").isZero();
    desk.reopen();
    String another = "after-" + address;
    desk.enqueue(another);
    await().until(() -> !WORLD.mailTo(another).isEmpty());
    assertThat(WORLD.mailTo(address)).isEmpty();

    assertThat(WORLD.database().tx(tx -> queue.retry(tx, mail.id())).await()).isTrue();
    await().until(() -> !WORLD.mailTo(address).isEmpty());
    await().until(() -> queue.figures().await().depth() == 0);
    assertThat(WORLD.database().tx(tx -> queue.retry(tx, mail.id())).await())
        .as("it is at its end")
        .isFalse();
    assertThat(WORLD.database().tx(tx -> queue.park(tx, mail.id())).await()).isFalse();
    assertThat(WORLD.get("/metrics").body())
        .contains("natsuin_queue_depth{queue=\"outbox\"")
        .contains("natsuin_queue_oldest_seconds{queue=\"signing\"")
        .contains("natsuin_queue_parked{queue=\"uploads\"")
        .containsPattern("natsuin_queue_attempts_total\\{queue=\"outbox\"[^}]*} [1-9]");
  }

  @Test
  @DisplayName("OPS-4, fault: a mail refused for good is seen as failed, and cannot be retried")
  void failed() throws Exception {
    WORLD.mailCatcher().close();
    try (var server = new ScriptedSmtpServer(port(), "550 no such mailbox")) {
      desk.enqueue(address);
      await().until(() -> queue().figures().await().failed() > 0);
      assertThat(server.mails()).hasSize(1);
    } finally {
      desk.reopen();
    }
    var mail = queue().troubled(10).await().getFirst();
    assertThat(mail.state()).isEqualTo(QueueItem.State.FAILED);
    assertThat(mail.error()).contains("smtp-550");
    assertThat(mail.open()).isFalse();
    assertThat(WORLD.database().tx(tx -> queue().retry(tx, mail.id())).await()).isFalse();
  }

  @Test
  @DisplayName(
      "OPS-2, fault: the clocks of two nodes are ten minutes off, ahead and behind: while the mail"
          + " server takes its time, nobody sends another's mails, and none stays behind")
  void clocksDisagree() throws Exception {
    var ahead = new MutableClock();
    ahead.advance(Duration.ofMinutes(10));
    var behind = new MutableClock();
    behind.advance(Duration.ofMinutes(-10));
    var second = WORLD.nodeBelieving(ahead);
    var third = WORLD.nodeBelieving(behind);
    WORLD.mailCatcher().close();
    try (var server = new ScriptedSmtpServer(port(), Duration.ofMillis(1500))) {
      List<Future<Void>> all = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        String to = i + "-" + address;
        all.add(WORLD.database().tx(tx -> desk.outbox().enqueue(tx, desk.draft(to))));
      }
      Future.join(all).await();
      await().atMost(Duration.ofSeconds(40)).until(() -> queue().figures().await().depth() == 0);
      assertThat(server.recipients()).hasSize(12).doesNotHaveDuplicates();
    } finally {
      second.close();
      third.close();
      desk.reopen();
    }
  }

  @Test
  @DisplayName(
      "OPS-2, OPS-4, fault: PostgreSQL goes away while the mail server takes a mail: the mail is"
          + " not sent once more when PostgreSQL is back")
  void databaseGoesAwayInBetween() throws Exception {
    WORLD.mailCatcher().close();
    try (var server = new ScriptedSmtpServer(port(), Duration.ofMillis(1500))) {
      desk.enqueue(address);
      await().until(() -> !server.recipients().isEmpty());
      WORLD.servers().postgres().close();
      assertThat(server.answered().await(10, TimeUnit.SECONDS)).isTrue();
      WORLD.servers().postgres().restart();
      await()
          .atMost(Duration.ofSeconds(30))
          .ignoreExceptions()
          .until(() -> queue().figures().await().depth() == 0);
      assertThat(server.recipients()).hasSize(1);
    } finally {
      desk.reopen();
    }
  }

  @Test
  @DisplayName(
      "OPS-2, fault: a node stands still between taking a mail and sending it: it leaves the mail"
          + " to whoever has it by then; it goes out once")
  void nodeStandsStill() {
    var held = new HeldTransaction(WORLD.database());
    held.connection().query("lock table outbox_mail in access exclusive mode").execute().await();
    String late = "late-" + address;
    desk.outbox().enqueue(held.connection(), desk.draft(late)).await();
    await().atMost(Duration.ofSeconds(20)).until(() -> longestWait() > 3.5);
    held.commit();
    await().atMost(Duration.ofSeconds(20)).until(() -> !WORLD.mailTo(late).isEmpty());
    await().until(() -> queue().figures().await().depth() == 0);
    assertThat(attempts(late)).as("taken once in vain").isEqualTo(2);
    assertThat(WORLD.mailTo(late)).hasSize(1);
  }

  private static int attempts(String to) {
    return WORLD
        .database()
        .client()
        .preparedQuery("select attempts from outbox_mail where recipient = $1")
        .execute(Tuple.of(to))
        .await()
        .iterator()
        .next()
        .getInteger(0);
  }

  private static double longestWait() {
    return WORLD
        .database()
        .client()
        .query(
            """
            select coalesce(max(extract(epoch from clock_timestamp() - query_start)), 0)::float8
            from pg_stat_activity
            where wait_event_type = 'Lock' and query like '%outbox_mail%sending%'
              and datname = current_database()
            """)
        .execute()
        .await()
        .iterator()
        .next()
        .getDouble(0);
  }

  private static QueueItem.State state(WatchedTableStore queue) {
    return open(queue).getFirst().state();
  }

  private static List<QueueItem> open(WatchedTableStore queue) {
    return queue.troubled(10).await().stream().filter(QueueItem::open).toList();
  }

  private static int port() {
    return WORLD.node().configuration().smtp().port();
  }

  private WatchedTableStore queue() {
    return desk.outbox().queue(WORLD.database());
  }
}
