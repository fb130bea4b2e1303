package natsuin.outbox;

import static natsuin.outbox.Desk.CODE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.UUID;
import java.util.regex.Pattern;
import natsuin.testkit.World;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class OutboxIT {
  private static final Pattern MESSAGE_ID = Pattern.compile("(?im)^Message-ID: *(<.+>)$");

  @RegisterExtension static final World WORLD = new World().with("smtp.answer-within", "2 s");

  private final Desk desk = new Desk(WORLD);
  private final String address = UUID.randomUUID() + "@example.jp";

  @Test
  @DisplayName(
      "OTP-3: a mail is there at once, in UTF-8, with its subject and one line for the code")
  void sent() {
    desk.enqueue(address);
    Awaitility.await().until(() -> "sent".equals(row().getString("state")));
    var mail = WORLD.mailTo(address).getFirst();
    assertThat(mail.subject()).isEqualTo("【サンプル銀行】認証コードのお知らせ");
    assertThat(mail.text().lines()).contains("見本　太郎 様", CODE);
    assertThat(row().getBuffer("body").length()).as("the text is wiped").isZero();
    assertThat(WORLD.mailTo(address)).hasSize(1);
  }

  @Test
  @DisplayName("A mail that went is on record for thirty days; one that waits is never forgotten")
  void sweep() {
    desk.enqueue(address);
    Awaitility.await().until(() -> "sent".equals(row().getString("state")));
    WORLD.clock().advance(Duration.ofDays(29));
    desk.outbox().sweep(WORLD.database().client()).await();
    assertThat(row().getString("state")).isEqualTo("sent");
    WORLD.mailCatcher().close();
    String waiting = "waiting-" + address;
    try {
      desk.enqueue(waiting);
      WORLD.clock().advance(Duration.ofDays(2));
      desk.outbox().sweep(WORLD.database().client()).await();
      assertThat(rows(address)).isZero();
      assertThat(rows(waiting)).isOne();
    } finally {
      desk.reopen();
    }
    Awaitility.await().until(() -> waiting() == 0);
  }

  private static long rows(String to) {
    return WORLD
        .database()
        .client()
        .preparedQuery("select count(*) from outbox_mail where recipient = $1")
        .execute(Tuple.of(to))
        .await()
        .iterator()
        .next()
        .getLong(0);
  }

  @Test
  @DisplayName("OPS-4: a mail of a transaction that was undone is never sent")
  void undone() {
    var undone =
        WORLD
            .database()
            .tx(
                db ->
                    desk.outbox()
                        .enqueue(db, desk.draft(address))
                        .compose(done -> Future.failedFuture("no")));
    assertThatThrownBy(undone::await).hasMessage("no");
    String another = "after-" + address;
    desk.enqueue(another);
    Awaitility.await().until(() -> !WORLD.mailTo(another).isEmpty());
    assertThat(WORLD.mailTo(address)).isEmpty();
  }

  @Test
  @DisplayName("OPS-4: the mail server is down: the mail waits, closed, and goes when it is back")
  void serverDown() {
    WORLD.mailCatcher().close();
    try {
      desk.enqueue(address);
      Awaitility.await().until(() -> row().getInteger("attempts") >= 2);
      assertThat(row().getString("state")).isIn("queued", "sending");
      String stored = row().getBuffer("body").toString(StandardCharsets.ISO_8859_1);
      assertThat(stored).isNotEmpty().doesNotContain(CODE);
    } finally {
      desk.reopen();
    }
    Awaitility.await().until(() -> "sent".equals(row().getString("state")));
    assertThat(WORLD.mailTo(address)).hasSize(1);
  }

  @Test
  @DisplayName(
      "OPS-4, fault: the server closes the line after the text: sent again, same Message-ID")
  void closedAfterData() throws Exception {
    try (var server = scripted(ScriptedSmtpServer.HANG_UP)) {
      desk.enqueue(address);
      Awaitility.await().until(() -> "sent".equals(row().getString("state")));
      assertThat(server.mails()).hasSize(2);
      assertThat(messageId(server.mails().get(0)))
          .isEqualTo(messageId(server.mails().get(1)))
          .contains(row().getUUID("id").toString());
    } finally {
      desk.reopen();
    }
  }

  @Test
  @DisplayName("OPS-4, fault: the server hangs up or falls silent for a while: all mails go later")
  void troubledServer() throws Exception {
    String[] trouble = new String[12];
    for (int i = 0; i < trouble.length; i++) {
      trouble[i] = i % 2 == 0 ? ScriptedSmtpServer.HANG_UP : ScriptedSmtpServer.SILENCE;
    }
    try (var server = scripted(trouble)) {
      for (int i = 0; i < 12; i++) {
        desk.enqueue(i + "-" + address);
      }
      Awaitility.await().atMost(Duration.ofSeconds(40)).until(() -> waiting() == 0);
      assertThat(server.mails().stream().map(OutboxIT::messageId).distinct()).hasSize(12);
    } finally {
      desk.reopen();
    }
  }

  @Test
  @DisplayName(
      "OPS-4, fault: refused for now is tried again, refused for good is given up and wiped")
  void refused() throws Exception {
    try (var server = scripted("451 try later", "550 no such mailbox " + CODE)) {
      desk.enqueue(address);
      Awaitility.await().until(() -> "failed".equals(row().getString("state")));
      assertThat(server.mails()).hasSize(2);
      assertThat(row().getString("last_error")).isEqualTo("smtp-550");
      assertThat(row().getBuffer("body").length()).isZero();
    } finally {
      desk.reopen();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"521 no mail here", "535 who are you", "554 closed", "550 5.7.1 no relaying"})
  @DisplayName("OPS-4, fault: a server that refuses every mail for good loses none: they go later")
  void serversOwnTrouble(String answer) throws Exception {
    try (var server = scripted(answer, "250 taken")) {
      desk.enqueue(address);
      Awaitility.await().until(() -> "sent".equals(row().getString("state")));
      assertThat(server.mails()).hasSize(2);
    } finally {
      desk.reopen();
    }
  }

  @Test
  @DisplayName("OPS-4, fault: the worker that had the mail died: another takes it over")
  void workerDied() {
    WORLD.mailCatcher().close();
    desk.enqueue(address);
    Awaitility.await().until(() -> row().getInteger("attempts") >= 1);
    WORLD
        .database()
        .client()
        .preparedQuery(
            """
            update outbox_mail set state = 'sending', lease_until = now() + interval '2 seconds'
            where recipient = $1
            """)
        .execute(Tuple.of(address))
        .await();
    desk.reopen();
    Awaitility.await().until(() -> !WORLD.mailTo(address).isEmpty());
  }

  @Test
  @DisplayName("OPS-4: workers of two nodes send each mail once")
  void twoNodes() throws Exception {
    var second = WORLD.anotherNode();
    try {
      var all = new ArrayList<Future<Void>>();
      for (int i = 0; i < 60; i++) {
        String to = i + "-" + address;
        all.add(WORLD.database().tx(db -> desk.outbox().enqueue(db, desk.draft(to))));
      }
      Future.join(all).await();
      for (int i = 0; i < 60; i++) {
        String to = i + "-" + address;
        Awaitility.await().until(() -> !WORLD.mailTo(to).isEmpty());
        assertThat(WORLD.mailTo(to)).hasSize(1);
      }
    } finally {
      second.close();
    }
  }

  @Test
  @DisplayName("OPS-4: neither code nor address gets into the log, whatever goes wrong")
  void log() throws Exception {
    var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    var lines = new ListAppender<ILoggingEvent>();
    lines.start();
    root.addAppender(lines);
    try (var server = scripted("451 later " + CODE, "550 nobody " + CODE)) {
      desk.enqueue(address);
      Awaitility.await().until(() -> "failed".equals(row().getString("state")));
      assertThat(server.mails()).hasSize(2);
    } finally {
      root.detachAppender(lines);
      desk.reopen();
    }
    assertThat(lines.list)
        .isNotEmpty()
        .noneMatch(line -> line.getFormattedMessage().contains(CODE))
        .noneMatch(line -> line.getFormattedMessage().contains(address));
  }

  private ScriptedSmtpServer scripted(String... answers) throws Exception {
    WORLD.mailCatcher().close();
    return new ScriptedSmtpServer(WORLD.node().configuration().smtp().port(), answers);
  }

  private int waiting() {
    return WORLD
        .database()
        .client()
        .preparedQuery(
            """
            select count(*)::int from outbox_mail
            where recipient like '%' || $1 and state in ('queued', 'sending')
            """)
        .execute(Tuple.of(address))
        .await()
        .iterator()
        .next()
        .getInteger(0);
  }

  private Row row() {
    return WORLD
        .database()
        .client()
        .preparedQuery("select * from outbox_mail where recipient = $1")
        .execute(Tuple.of(address))
        .await()
        .iterator()
        .next();
  }

  private static String messageId(String mail) {
    var matcher = MESSAGE_ID.matcher(mail);
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }
}
