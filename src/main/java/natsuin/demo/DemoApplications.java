package natsuin.demo;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import natsuin.pg.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Two people who apply at the demonstration's branch, so that its queue is not empty: over the
 * public interface, with real codes out of the mailbox. Once they have, they do not again.
 */
public final class DemoApplications {
  private static final Logger LOG = LoggerFactory.getLogger(DemoApplications.class);

  /** Typed as people type. All of it is invented. */
  static final List<JsonObject> TYPED =
      List.of(
          person("桜井", "美咲", "サクライ", "ミサキ", "Sakurai", "Misaki", "sakurai@hanamizuki.example.jp")
              .put("kind", "corporation")
              .put("name", "株式会社はなみずき食品")
              .put("nameKana", "ハナミズキショクヒン")
              .put("nameLatin", "Hanamizuki Foods")
              .put("postalCode", "1000000")
              .put("address", "東京都千代田区架空町二丁目8番1号")
              .put("establishedOn", "平成12年4月3日")
              .put("telephone", "03-5550-0123")
              .put("birthDate", "昭和51年9月8日")
              .put("title", "代表取締役")
              .put("personalSignature", true)
              .put("identification", "documents"),
          person("水野", "誠", "ミズノ", "マコト", "Mizuno", "Makoto", "mizuno@person.example.jp")
              .put("kind", "individual")
              .put("postalCode", "1000000")
              .put("address", "東京都千代田区架空町三丁目1番5号")
              .put("birthDate", "19820517")
              .put("identification", "face-to-face"));

  private final Database database;
  private final URI base;

  /** Over this address. */
  public DemoApplications(Database database, URI base) {
    this.database = database;
    this.base = base;
  }

  /** Those who have not yet; waits, and only logs what goes wrong: the next start tries again. */
  public void apply() {
    try {
      int there = DemoStore.applications(database.client()).await();
      TYPED.stream().skip(there).forEach(this::apply);
    } catch (Exception e) {
      LOG.warn("Demonstration applications are left for the next start", e);
    }
  }

  private void apply(JsonObject typed) {
    var browser = new Browser(base, "ja");
    var mailbox = new Mailbox(new Browser(base, "ja"), typed.getString("email"));
    browser.post("/api/applications", typed.copy().put("branch", DemoPeople.AOBA.code()));
    String code = mailbox.nextCode();
    var done = browser.post("/api/applications/current/code", new JsonObject().put("code", code));
    LOG.info("Demonstration application {} waits", done.getString("number"));
  }

  private static JsonObject person(
      String family,
      String given,
      String familyKana,
      String givenKana,
      String familyLatin,
      String givenLatin,
      String email) {
    return new JsonObject()
        .put("familyName", family)
        .put("givenName", given)
        .put("familyKana", familyKana)
        .put("givenKana", givenKana)
        .put("familyLatin", familyLatin)
        .put("givenLatin", givenLatin)
        .put("mobile", "090-1234-5678")
        .put("email", email)
        .put("emailAgain", email);
  }
}
