package natsuin.issuance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import natsuin.boot.embedded.Mail;
import natsuin.testkit.World;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The end of a certificate's time, with two nodes and a clock that can be set. */
class ExpiryIT {
  private static final String MAILS_ON_THEIR_WAY =
      "select count(*) from outbox_mail where state <> 'sent'";
  private static final Duration FIVE_YEARS = Duration.ofDays(5 * 365 + 1);

  @RegisterExtension static final World WORLD = new World().with("schedule.look-every", "300 ms");

  @Test
  @DisplayName(
      "CERT-7: two nodes: one mail 30 days before, one at the end, each with its notice; then"
          + " status 署名不可, and signing leads to renewal; a node that dies takes nothing with it")
  void told() throws Exception {
    var office = new Office(WORLD);
    var seat = office.certified(office.representative());
    var second = WORLD.anotherNode();
    awaitRuns(1);
    assertThat(mails(seat, "有効期限")).isEmpty();

    WORLD.clock().advance(FIVE_YEARS.minusDays(31));
    awaitRuns(2);
    assertThat(mails(seat, "有効期限")).as("31 days before").isEmpty();
    WORLD.clock().advance(Duration.ofDays(2));
    await().atMost(Duration.ofSeconds(30)).until(() -> !mails(seat, "有効期限のお知らせ").isEmpty());
    awaitRuns(4);
    assertThat(mails(seat, "有効期限のお知らせ")).hasSize(1);

    second.close();
    WORLD.clock().advance(Duration.ofDays(30));
    await().atMost(Duration.ofSeconds(60)).until(() -> !mails(seat, "有効期限切れ").isEmpty());
    awaitRuns(6);
    assertThat(mails(seat, "有効期限切れ")).hasSize(1);
    assertThat(
            office.count(
                "select count(*) from notice where user_id = $1 and kind like 'certificate-expir%'",
                seat.person().id()))
        .isEqualTo(2);

    var later = new Office.Seat(seat.person(), office.otherBrowser(seat));
    var signing = later.browser().get(seat.path("/signing")).json();
    assertThat(signing.getString("status")).isEqualTo("cannot-sign");
    var draft =
        later
            .browser()
            .post(
                "/api/mandates",
                new JsonObject()
                    .put("purpose", "new-user")
                    .put(
                        "agent",
                        new JsonObject()
                            .put("familyName", "見本")
                            .put("givenName", "次郎")
                            .put("familyKana", "ミホン")
                            .put("givenKana", "ジロウ")
                            .put("role", "signer")));
    assertThat(draft.code()).isEqualTo("certificate-expired");
    assertThat(draft.json().getString("detail")).contains("電子証明書の発行を依頼");
  }

  private static List<Mail> mails(Office.Seat seat, String subject) {
    return WORLD.mailTo(seat.person().email()).stream()
        .filter(mail -> mail.subject().contains(subject))
        .toList();
  }

  private static long version() {
    return number("select version from scheduled_tasks where task_name = 'certificate-expiry'");
  }

  private static long number(String query) {
    return WORLD.database().client().query(query).execute().await().iterator().next().getLong(0);
  }

  /** So many runs more by whichever node; each run raises the task's version by two. */
  private static void awaitRuns(int count) {
    for (int i = 0; i < count; i++) {
      // A mail that is being sent while the clock jumps is another node's to send again.
      await().until(() -> number(MAILS_ON_THEIR_WAY) == 0);
      long before = version();
      WORLD.clock().advance(Duration.ofMinutes(31));
      await().atMost(Duration.ofSeconds(60)).until(() -> version() >= before + 2);
    }
  }
}
