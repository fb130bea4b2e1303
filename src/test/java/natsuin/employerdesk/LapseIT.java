package natsuin.employerdesk;

import static natsuin.employerdesk.Desk.EMPLOYERS;
import static natsuin.employerdesk.Desk.RESETS;
import static natsuin.employerdesk.Desk.master;
import static natsuin.employerdesk.Desk.seen;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import natsuin.kernel.BankTime;
import natsuin.kernel.StaffRole;
import natsuin.testkit.Browser;
import natsuin.testkit.World;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("What lies at the staff's desk for too long")
class LapseIT {
  @RegisterExtension static final World WORLD = new World().with("schedule.look-every", "300 ms");

  private final Desk desk = new Desk(WORLD);

  @Test
  @DisplayName(
      "EMP-5, Attack: a reset that was filed long ago, its paper void by now, cannot be confirmed")
  void reset() {
    var officer = desk.at(StaffRole.OFFICER);
    var employer = desk.registered(officer, "株式会社むかし").employer();
    desk.masterRegisters(employer, "mukashi1", "mukashi@example.jp");
    var paper =
        new JsonObject()
            .put("reason", "master-changed")
            .put("paperDate", BankTime.today(WORLD.clock()).toString())
            .put("note", "")
            .put("version", master(seen(officer, employer)).getInteger("version"));
    String path = EMPLOYERS + "/" + employer + "/reset";
    assertThat(officer.post(path, paper).status()).isEqualTo(201);

    WORLD.clock().advance(Duration.ofDays(31));
    var approver = desk.at(StaffRole.APPROVER);
    String order = RESETS + "/" + waiting(approver).getString("id");
    assertThat(approver.post(order + "/confirmation").code()).isEqualTo("reset-lapsed");
    assertThat(approver.delete(order).status()).isEqualTo(204);
    assertThat(approver.post(path, paper).status()).as("filed anew").isEqualTo(201);
  }

  private static JsonObject waiting(Browser staff) {
    return staff.get(RESETS).json().getJsonArray("items").getJsonObject(0);
  }

  @Test
  @DisplayName(
      "EMP-5, OPS-2: names and addresses of a file that nobody registered are gone a day later,"
          + " though nobody checks another")
  void file() {
    var officer = desk.at(StaffRole.OFFICER);
    byte[] csv = (Desk.HEADINGS + Desk.line("株式会社わすれもの", "忘物町1")).getBytes(StandardCharsets.UTF_8);
    assertThat(Desk.upload(officer, csv).status()).isEqualTo(201);
    assertThat(files()).isEqualTo("1");
    WORLD.clock().advance(Duration.ofHours(23));
    assertThat(files()).isEqualTo("1");
    WORLD.clock().advance(Duration.ofHours(2));
    await().until(() -> files().equals("0"));
  }

  private String files() {
    return desk.one("select count(*) from employer_batch", Tuple.tuple());
  }
}
