package natsuin.enrolment;

import io.vertx.core.json.JsonObject;
import java.util.concurrent.atomic.AtomicInteger;
import natsuin.testkit.Browser;
import natsuin.testkit.World;
import natsuin.users.Branch;

/** People who apply, each with an address of their own; what they type is right. */
public final class Applicants {
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private final World world;

  /** Applicants at this world's first node. */
  public Applicants(World world) {
    this.world = world;
  }

  static String address() {
    return "applicant" + NUMBER.incrementAndGet() + "@example.jp";
  }

  /** A corporation's representative. */
  public static JsonObject corporation(Branch branch) {
    return person(branch, "corporation")
        .put("name", "株式会社ためし工業" + NUMBER.get())
        .put("nameKana", "タメシコウギョウ")
        .put("nameLatin", "Tameshi Kogyo")
        .put("establishedOn", "1999-11-03")
        .put("telephone", "0355500000")
        .put("department", "経営企画")
        .put("title", "代表取締役社長")
        .put("personalSignature", true);
  }

  static JsonObject soleProprietor(Branch branch) {
    return person(branch, "sole-proprietor")
        .put("name", "仮野　太郎")
        .put("nameKana", "カリノ　タロウ")
        .put("nameLatin", "Taro Karino")
        .put("establishedOn", "2010-04-01")
        .put("telephone", "0355500001");
  }

  static JsonObject individual(Branch branch) {
    return person(branch, "individual");
  }

  private static JsonObject person(Branch branch, String kind) {
    String email = address();
    return new JsonObject()
        .put("kind", kind)
        .put("familyName", "仮野")
        .put("givenName", "太郎")
        .put("familyKana", "カリノ")
        .put("givenKana", "タロウ")
        .put("familyLatin", "Karino")
        .put("givenLatin", "Taro")
        .put("birthDate", "1975-03-14")
        .put("mobile", "09012345678")
        .put("email", email)
        .put("emailAgain", email)
        .put("postalCode", "1040028")
        .put("address", "東京都中央区架空町1-1-" + NUMBER.get())
        .put("identification", "documents")
        .put("branch", branch.code());
  }

  /** The code in the newest mail after the given number of mails to this address. */
  String code(String address, int mailsBefore) {
    return new Browser(world).nextCode(address, mailsBefore);
  }

  /** Applies and enters the code; the application's identifier. */
  public String submitted(JsonObject typed) {
    var browser = new Browser(world);
    int before = world.mailTo(typed.getString("email")).size();
    var begun = browser.post("/api/applications", typed);
    if (begun.status() != 201) {
      throw new AssertionError(begun.status() + " " + begun.http().body());
    }
    var done = enter(browser, code(typed.getString("email"), before));
    if (done.status() != 200) {
      throw new AssertionError(done.status() + " " + done.http().body());
    }
    return done.json().getString("id");
  }

  static Browser.Answer enter(Browser browser, String code) {
    return browser.post("/api/applications/current/code", new JsonObject().put("code", code));
  }
}
