package natsuin.passwords;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.redis.client.Command;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import natsuin.boot.Duties;
import natsuin.boot.embedded.Mail;
import natsuin.kernel.EmployerRole;
import natsuin.kernel.Ids;
import natsuin.kernel.Portal;
import natsuin.testkit.People;
import natsuin.testkit.World;
import natsuin.users.Account;
import natsuin.users.AccountStore;
import natsuin.users.EmployerNumber;
import natsuin.users.EmployerStore;
import natsuin.users.EmployerUser;
import natsuin.users.EmployerUserStore;
import natsuin.users.NewEmployer;
import natsuin.users.NewEmployerUser;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lock and block 閉塞 of the employer portal, on real servers (EMP-4). */
class LockLadderIT {
  @RegisterExtension
  static final World WORLD =
      new World()
          .with("passwords.memory", "8 MB")
          .with("passwords.passes", "1")
          .with("passwords.hashing-queue", "1000");

  private static final String RIGHT = "Right-1pass";
  private static final String WRONG = "Wrong-1pass";
  private static int serial = 500_000_000;
  private static Passwords one;
  private static Passwords other;
  private static UUID employer;

  private final String userId = "user" + serial++ % 1_000_000;
  private final UUID user = user(EmployerRole.GENERAL, userId);

  @BeforeAll
  static void twoNodesOfDuties() throws IOException {
    one = Duties.on(WORLD.node()).passwords();
    other = Duties.on(WORLD.node()).passwords();
    employer = Ids.next(WORLD.clock());
    EmployerStore.insert(
            WORLD.database().client(),
            employer,
            new NewEmployer(
                EmployerNumber.of(serial),
                "株式会社見本",
                "ミホン",
                "Mihon Inc.",
                "1000001",
                "東京都千代田区",
                new People(WORLD).branch().id()),
            WORLD.clock().instant())
        .await();
  }

  @ParameterizedTest(name = "{0}: {1}, {2} in a row, blocked {3}")
  @CsvSource({
    "w,                                  refused, 0, false",
    "wwwww,                              refused, 0, false",
    "wwwwwr,                             right,   0, false",
    "wwwwwrwwwww,                        refused, 0, false",
    "wwwwww,                             locked,  1, false",
    "wwwwwwr,                            locked,  1, false",
    "wwwwwwmr,                           locked,  1, false",
    "wwwwwwhr,                           right,   0, false",
    "wwwwwwhwwwww,                       refused, 1, false",
    "wwwwwwhwwwww r,                     right,   0, false",
    "wwwwwwhwwwwww,                      locked,  2, false",
    "wwwwwwhwwwwwwhwwwwwr,               right,   0, false",
    "wwwwwwhwwwwwwhwwwwww,               blocked, 3, true",
    "wwwwwwhwwwwwwhwwwwwwhr,             blocked, 3, true",
    "wwwwwwhwwwwwwhrwwwwww,              locked,  1, false",
    "wwwwwwhwwwwwwhrwwwwwwhwwwwww,       locked,  2, false",
    "wwwwwwhwwwwwwhrwwwwwwhwwwwwwhwwwwww,blocked, 3, true",
    // f: Redis loses its memory. Tries are forgotten, locks are not, and nothing opens early.
    "wwwfwwwww,                          refused, 0, false",
    "wwwwwwfr,                           locked,  1, false",
    "wwwwwwfmr,                          locked,  1, false",
    "wwwwwwfhr,                          right,   0, false",
    "wwwwwwfhwwwwww,                     locked,  2, false",
    "wwwwwwhfwwwwwwfhwwwwww,             blocked, 3, true",
    "wwwwwwhwwwwwwhwwwfwwwwww,           blocked, 3, true",
    "wwwwwwhwwwwwwhwwwwwwfhr,            blocked, 3, true",
    // l: somebody lifts it. c: the clock moves a day and an hour, and Redis' counters are over.
    "wwwwwwlr,                           right,   0, false",
    "wwwwwwhwwwwwwhwwwwwwlr,             right,   0, false",
    "wwwwwwhwwwwwwhwwwwwwlwwwwww,        locked,  1, false",
    "wwwwwwcfwwwwwwcfwwwwww,             blocked, 3, true",
  })
  @DisplayName("EMP-4: w wrong, r right, m ten minutes, h sixty, f Redis forgets, l lifted")
  void ladder(String steps, String told, int locks, boolean blocked) {
    String unknown = "none" + serial++ % 1_000_000;
    String last = "";
    for (char step : steps.replace(" ", "").toCharArray()) {
      switch (step) {
        case 'm' -> WORLD.clock().advance(Duration.ofMinutes(10));
        case 'h' -> WORLD.clock().advance(Duration.ofMinutes(60));
        case 'c' -> WORLD.clock().advance(Duration.ofHours(25));
        case 'f' -> WORLD.node().redis().send(Command.FLUSHDB).await();
        case 'l' -> lift();
        case 'r' -> last = told(one, userId, RIGHT);
        default -> {
          last = told(one, userId, WRONG);
          if (!steps.contains("r") && !steps.contains("l")) {
            assertThat(told(other, unknown, WRONG))
                .as("a user ID that nobody has looks the same")
                .isEqualTo(last);
          }
        }
      }
    }
    assertThat(last).isEqualTo(told);
    assertThat(person().locks()).isEqualTo(locks);
    assertThat(person().isBlocked()).isEqualTo(blocked);
  }

  @RepeatedTest(3)
  @DisplayName("EMP-4, attack: a hundred wrong passwords at once, on two nodes, are six tries")
  void parallel() throws Exception {
    List<String> told = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var all = new ArrayList<Future<String>>();
      for (int i = 0; i < 100; i++) {
        Passwords node = i % 2 == 0 ? one : other;
        Callable<String> knock = () -> told(node, userId, WRONG);
        all.add(threads.submit(knock));
      }
      for (var each : all) {
        told.add(each.get());
      }
    }
    assertThat(told).filteredOn("refused"::equals).hasSize(5);
    assertThat(told).filteredOn("locked"::equals).hasSize(95);
    assertThat(tries()).as("passwords that were compared").isEqualTo(6);
    assertThat(person().locks()).isEqualTo(1);
    await().untilAsserted(() -> assertThat(mails()).hasSize(1));
  }

  @RepeatedTest(3)
  @DisplayName("EMP-4: the right password ten times at once as the last try: nobody is shut out")
  void rightAtTheLastTry() throws Exception {
    climbTo("wwwwwwhwwwwwwhwwwww");
    var told = new ArrayList<String>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var all = new ArrayList<Future<String>>();
      for (int i = 0; i < 10; i++) {
        Passwords node = i % 2 == 0 ? one : other;
        Callable<String> knock = () -> told(node, userId, RIGHT);
        all.add(threads.submit(knock));
      }
      for (var each : all) {
        told.add(each.get());
      }
    }
    assertThat(told).contains("right");
    if (person().isBlocked()) {
      lift();
    }
    assertThat(told(one, userId, RIGHT)).as("open, or for somebody to lift").isEqualTo("right");
  }

  @Test
  @DisplayName("EMP-4, fault: a node dies before it writes a block down: it is seen, and lifted")
  void blockThatOnlyRedisKnew() {
    climbTo("wwwwwwhwwwwwwhwwwwww");
    forgetWhatIsWritten();
    assertThat(person().isBlocked()).isFalse();
    assertThat(told(other, userId, RIGHT)).isEqualTo("blocked");
    assertThat(person().isBlocked()).as("seen by whoever can lift it").isTrue();
    lift();
    assertThat(told(one, userId, RIGHT)).isEqualTo("right");
  }

  private void climbTo(String steps) {
    for (int i = 0; i < steps.length(); i++) {
      if (steps.charAt(i) == 'h') {
        WORLD.clock().advance(Duration.ofMinutes(60));
      } else {
        told(one, userId, WRONG);
      }
    }
  }

  private void forgetWhatIsWritten() {
    var db = WORLD.database().client();
    db.query("delete from login_lock").execute().await();
    db.preparedQuery(
            "update employer_user set locks = 0, locked_until = null, blocked_at = null"
                + " where id = $1")
        .execute(Tuple.of(user))
        .await();
  }

  @Test
  @DisplayName("EMP-4: each lock and the block are told by mail once, and who lifts them")
  void toldByMail() {
    for (int lock = 0; lock < 3; lock++) {
      for (int i = 0; i < 8; i++) {
        told(one, userId, WRONG);
      }
      WORLD.clock().advance(Duration.ofMinutes(60));
    }
    String master = "boss" + serial++ % 1_000_000;
    user(EmployerRole.MASTER, master);
    for (int i = 0; i < 7; i++) {
      told(one, master, WRONG);
    }
    await().untilAsserted(() -> assertThat(mails()).hasSize(3));
    assertThat(mails()).filteredOn(mail -> mail.subject().endsWith("ロックのお知らせ")).hasSize(2);
    assertThat(mails()).filteredOn(mail -> mail.subject().endsWith("閉塞のお知らせ")).hasSize(1);
    assertThat(mails()).allSatisfy(mail -> assertThat(mail.text()).contains("貴社のマスターユーザー"));
    await().untilAsserted(() -> assertThat(WORLD.mailTo(address(master))).hasSize(1));
    assertThat(WORLD.mailTo(address(master)).getFirst().text()).contains("お取引店");
  }

  @Test
  @DisplayName(
      "EMP-4, SEC-4: wrong passwords in an open session count with the logins, close both, and"
          + " stand in the audit trail")
  void ownPassword() {
    for (int i = 0; i < 6; i++) {
      assertThat(own(WRONG)).isInstanceOf(Checked.Refused.class);
    }
    assertThat(events("password.refused")).isEqualTo(6);
    assertThat(own(RIGHT)).isInstanceOf(Checked.Locked.class);
    assertThat(told(other, userId, RIGHT)).isEqualTo("locked");
  }

  @Test
  @DisplayName("EMP-4: the right password in an open session begins the ladder of the user ID anew")
  void ownPasswordBeginsAnew() {
    for (int lock = 0; lock < 2; lock++) {
      exhaust();
      WORLD.clock().advance(Duration.ofMinutes(60));
    }
    assertThat(own(RIGHT)).isInstanceOf(Checked.Right.class);
    assertThat(exhaust()).isEqualTo("locked");
    assertThat(person().locks()).isEqualTo(1);
  }

  @Test
  @DisplayName("EMP-4, race: counters of user ID and account that have parted close together")
  void partedCounters() {
    for (int lock = 0; lock < 2; lock++) {
      exhaust();
      WORLD.clock().advance(Duration.ofMinutes(60));
    }
    for (int i = 0; i < 3; i++) {
      told(one, userId, WRONG);
    }
    String account = "lockout:login:employer-user:" + user;
    WORLD.node().redis().send(Command.DEL, account).await();
    for (int i = 0; i < 2; i++) {
      assertThat(told(one, userId, WRONG)).isEqualTo("refused");
    }
    assertThat(told(one, userId, WRONG)).isEqualTo("blocked");
    assertThat(person().isBlocked()).as("so that somebody sees what is to be lifted").isTrue();
    lift();
    assertThat(told(one, userId, RIGHT)).isEqualTo("right");
  }

  /** Six wrong ones; what the last is told. */
  private String exhaust() {
    String last = "";
    for (int i = 0; i < 6; i++) {
      last = told(one, userId, WRONG);
    }
    return last;
  }

  private static Checked own(UUID user, String password) {
    Account account =
        AccountStore.find(WORLD.database().client(), Portal.EMPLOYER, user).await().orElseThrow();
    return one.pool().holdingPlace(() -> one.checkOwn(Portal.EMPLOYER).check(account, password));
  }

  private Checked own(String password) {
    return own(user, password);
  }

  private static String told(Passwords node, String name, String password) {
    return switch (node.check(Portal.ISSUANCE).check(name, password)) {
      case Checked.Right right -> "right";
      case Checked.Refused refused -> "refused";
      case Checked.Locked locked -> "locked";
      case Checked.Blocked blocked -> "blocked";
    };
  }

  private void lift() {
    var person = person();
    WORLD.database().tx(db -> one.lifting(Portal.EMPLOYER).lift(db, person)).await();
  }

  private EmployerUser person() {
    return EmployerUserStore.find(WORLD.database().client(), user).await().orElseThrow();
  }

  private List<Mail> mails() {
    return WORLD.mailTo(address(userId));
  }

  private static String address(String userId) {
    return userId + "@employer.example.jp";
  }

  private int tries() {
    return events("login.refused");
  }

  private int events(String action) {
    return WORLD
        .database()
        .client()
        .preparedQuery("select count(*)::int from audit_event where action = $2 and subject = $1")
        .execute(Tuple.of("employer-user:" + user, action))
        .await()
        .iterator()
        .next()
        .getInteger(0);
  }

  private static UUID user(EmployerRole role, String userId) {
    UUID id = Ids.next(WORLD.clock());
    EmployerUserStore.insert(
            WORLD.database().client(),
            id,
            new NewEmployerUser(
                employer,
                role,
                userId,
                "見本　花子",
                address(userId),
                Locale.JAPANESE,
                one.hash().hash(RIGHT),
                null),
            WORLD.clock().instant())
        .await();
    return id;
  }
}
