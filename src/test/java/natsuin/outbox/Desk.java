package natsuin.outbox;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import natsuin.testkit.World;
import natsuin.vault.SecretBox;
import org.awaitility.Awaitility;

/** Where a world's mails are handed in. */
record Desk(World world) {
  /** The secret that stands in each. */
  static final String CODE = "493817";

  Outbox outbox() {
    return new Outbox(
        world.clock(),
        MailTemplates.shipped(),
        "サンプル銀行",
        "Sample Bank",
        new SecretBox(world.node().keys().master(), "outbox-mail"),
        Duration.ofDays(30),
        () -> world.node().vertx().eventBus().publish("natsuin.outbox", ""));
  }

  MailDraft draft(String to) {
    return new MailDraft(
        to,
        Locale.JAPANESE,
        MailTemplate.CODE,
        Map.of("name", "見本　太郎", "purpose", "ログイン", "code", CODE, "expires", "12:00"));
  }

  void enqueue(String to) {
    world.database().tx(tx -> outbox().enqueue(tx, draft(to))).await();
  }

  /** The mail server is there again, as soon as the system gives its port back. */
  void reopen() {
    Awaitility.await()
        .ignoreExceptions()
        .until(
            () -> {
              world.mailCatcher().restart();
              return true;
            });
  }
}
