package natsuin.passwords;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import natsuin.testkit.Browser;
import natsuin.testkit.Browser.Answer;
import natsuin.testkit.EmployerSeat;
import natsuin.testkit.Employers;
import natsuin.testkit.People;
import natsuin.testkit.World;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The policy {@code modern} at every portal; the other tests show the guides'. */
class ModernPolicyIT {
  @RegisterExtension
  static final World WORLD =
      new World()
          .with("portals.mypage", "modern")
          .with("portals.staff", "modern")
          .with("portals.employer", "modern")
          .with("passwords.memory", "8 MB")
          .with("passwords.passes", "1");

  private static final String PHRASE = "tall trees in winter";
  private static final String WRONG = "another phrase than mine";
  private final Employers employers = new Employers(WORLD);

  @Test
  @DisplayName(
      "LOGIN-2: MyPage takes a long phrase of small letters, or of kana, nothing well-known")
  void mypage() {
    var customer = new People(WORLD).customer();
    var browser = new Browser(WORLD).loggedIn(customer);
    assertThat(fault(change(browser, People.PASSWORD, "passwordpassword")))
        .isEqualTo("password-common");
    assertThat(fault(change(browser, People.PASSWORD, "Short1!"))).isEqualTo("too-short");
    assertThat(change(browser, People.PASSWORD, PHRASE).status()).isEqualTo(204);
    assertThat(change(browser, PHRASE, "ゆきのふるまちをあるく").code()).isNotEmpty();
    assertThat(change(browser, PHRASE, "ゆきのふるまちをあるいていく").status()).isEqualTo(204);
    assertThat(new Browser(WORLD).logIn(customer.email(), "ゆきのふるまちをあるいていく").status())
        .isEqualTo(200);
  }

  @Test
  @DisplayName("LOGIN-3: and closes after ten wrong ones, for a quarter of an hour")
  void mypageLock() {
    var customer = new People(WORLD).customer();
    for (int i = 0; i < 9; i++) {
      assertThat(new Browser(WORLD).logIn(customer.email(), WRONG).code())
          .isEqualTo("login-refused");
    }
    assertThat(until(new Browser(WORLD).logIn(customer.email(), WRONG)))
        .isEqualTo(Duration.ofMinutes(15));
    WORLD.clock().advance(Duration.ofMinutes(15));
    assertThat(new Browser(WORLD).logIn(customer.email(), People.PASSWORD).status()).isEqualTo(200);
  }

  @Test
  @DisplayName(
      "EMP-2, EMP-6: so does the employer portal, within ASCII; its code lives ten minutes")
  void employer() {
    var seat = new EmployerSeat(WORLD, employers.newGeneral(employers.company()));
    assertThat(seat.password(Employers.INITIAL).status()).isEqualTo(200);
    assertThat(fault(choose(seat, "passwordpassword"))).isEqualTo("password-common");
    assertThat(fault(choose(seat, "ゆきのふるまちをあるいていく"))).isEqualTo("password-ascii");
    assertThat(fault(choose(seat, "Koyou#26ab"))).isEqualTo("too-short");
    Answer sent = choose(seat, PHRASE);
    assertThat(sent.status()).isEqualTo(202);
    assertThat(fromNow(sent.json().getInstant("expiresAt"))).isEqualTo(Duration.ofMinutes(10));
  }

  @Test
  @DisplayName("EMP-4: and its ladder is a gentler one: ten tries, a quarter of an hour")
  void employerLock() {
    var seat = new EmployerSeat(WORLD, employers.general());
    for (int lock = 1; lock <= 3; lock++) {
      for (int i = 0; i < 9; i++) {
        assertThat(seat.password(WRONG).code()).isEqualTo("login-refused");
      }
      assertThat(until(seat.password(WRONG))).isEqualTo(Duration.ofMinutes(15));
      WORLD.clock().advance(Duration.ofMinutes(15));
    }
    assertThat(seat.password(Employers.PASSWORD).status())
        .as("the third lock blocks nobody here")
        .isEqualTo(202);
  }

  private static Answer change(Browser browser, String current, String next) {
    return browser.put("/api/password", new JsonObject().put("current", current).put("new", next));
  }

  private static Answer choose(EmployerSeat seat, String password) {
    return seat.browser()
        .put(EmployerSeat.ISSUANCE + "/password", new JsonObject().put("new", password));
  }

  private static String fault(Answer answer) {
    assertThat(answer.status()).isEqualTo(422);
    List<?> errors = answer.json().getJsonArray("errors").getList();
    assertThat(errors).hasSize(1);
    return answer.json().getJsonArray("errors").getJsonObject(0).getString("code");
  }

  private static Duration until(Answer answer) {
    assertThat(answer.code()).isEqualTo("account-locked");
    return fromNow(answer.json().getInstant("until"));
  }

  /** In whole minutes: the clock goes on. */
  private static Duration fromNow(Instant end) {
    return Duration.ofMinutes(
        Math.round(Duration.between(WORLD.clock().instant(), end).toSeconds() / 60.0));
  }
}
