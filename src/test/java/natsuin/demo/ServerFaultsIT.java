package natsuin.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import javax.imageio.ImageIO;
import natsuin.boot.ConfigurationReader;
import natsuin.boot.Keys;
import natsuin.boot.KeysConfiguration;
import natsuin.boot.embedded.KilledServers;
import natsuin.kernel.Secret;
import natsuin.testkit.MailGate;
import natsuin.testkit.SmallDisk;
import natsuin.testkit.TcpGate;
import natsuin.uploads.Samples;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * OPS-3: what is behind three nodes under load goes wrong: Redis, mail, scanner, timestamps, disk.
 */
@Tag("faults")
class ServerFaultsIT {
  private static final Duration A_WHILE = Duration.ofSeconds(4);

  private static SmallDisk disk;
  private static SmallDisk logs;
  private static SmallDisk temporary;
  private static final MailGate MAIL = new MailGate();
  private static final TcpGate SCANNER = new TcpGate();
  private static TroubledTsa first;
  private static TroubledTsa second;
  private static UnderLoad people;
  private static KilledServers killed;

  @BeforeAll
  static void start() throws Exception {
    Path data = UnderLoad.place();
    disk = SmallDisk.at(data.resolve("pg"), 700);
    logs = SmallDisk.at(data.resolve("nodes"), 64);
    temporary = SmallDisk.at(data.resolve("temporary"), 4);
    first = new TroubledTsa(() -> keys(data));
    second = new TroubledTsa(() -> keys(data));
    killed = new KilledServers(data);
    people = UnderLoad.start(data, ServerFaultsIT::throughGates);
  }

  private static JsonObject throughGates(JsonObject given) {
    MAIL.before(given.getJsonObject("smtp").getInteger("port"));
    var clamd = URI.create(given.getJsonObject("scanner").getJsonArray("addresses").getString(0));
    SCANNER.before(clamd.getPort());
    var gates =
        new JsonObject()
            .put("smtp", new JsonObject().put("port", MAIL.port()).put("answer-within", "4 s"))
            .put(
                "scanner",
                new JsonObject()
                    .put("addresses", new JsonArray().add("tcp://127.0.0.1:" + SCANNER.port())))
            .put(
                "signing",
                new JsonObject()
                    .put("timestamp-timeout", "2 s")
                    .put(
                        "timestamp-authorities",
                        new JsonArray().add(first.url().toString()).add(second.url().toString())));
    return given.copy().mergeIn(gates, true);
  }

  private static Keys keys(Path data) throws IOException {
    var keys =
        new KeysConfiguration(
            data.resolve("keys").toString(),
            new Secret(Files.readString(data.resolve("secrets/keys"))),
            KeysConfiguration.Missing.REFUSE);
    var configuration = ConfigurationReader.read(Optional.empty(), Map.of(), Map.of());
    return Keys.open(configuration.settled().keeping(keys), Clock.systemUTC());
  }

  @AfterAll
  static void stop() throws Exception {
    for (AutoCloseable each :
        Arrays.asList(people, MAIL, SCANNER, first, second, disk, logs, temporary)) {
      if (each != null) {
        each.close();
      }
    }
  }

  @Test
  @DisplayName(
      "OPS-3, Fault: Redis is killed and comes back with its file: pages go on, codes and logins"
          + " wait or say so, all recovers by itself")
  void redisKilled() throws Exception {
    var inside = inside();
    people.suffer(
        "Redis killed, started again",
        () -> {
          killed.redis();
          assertThat(inside.get("/api/contracts?list=ended"))
              .as("who is inside reads")
              .isNotEmpty();
          LockSupport.parkNanos(A_WHILE.toNanos());
        },
        () -> people.machine().servers().redis().restart());
  }

  @Test
  @DisplayName(
      "OPS-3, Fault: Redis loses all its memory: no lock opens early, a code has to be asked for"
          + " anew at most, whoever is logged in stays so")
  void redisEmptied() throws Exception {
    var inside = inside();
    people.suffer(
        "Redis emptied",
        () -> {
          try (var redis = new RedisLine(people.data())) {
            redis.say("FLUSHALL");
          }
        },
        () -> {});
    assertThat(inside.get("/api/session")).as("still logged in").isNotEmpty();
  }

  private static Browser inside() {
    var inside = new Browser(people.machine().address(), "ja");
    var manager = DemoPeople.MANAGER;
    assertThat(login(inside, manager.email(), manager.password())).isEmpty();
    return inside;
  }

  /** The code of the refusal, or nothing. */
  private static String login(Browser browser, String login, String password) {
    try {
      browser.post("/api/session", new JsonObject().put("login", login).put("password", password));
      return "";
    } catch (Refusal refused) {
      return refused.code();
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  @DisplayName(
      "OPS-4, Fault: the mail server refuses, hangs, or cuts the line after the mail's end: every"
          + " mail arrives when it is over")
  void mailTroubled(MailGate.Trouble trouble) throws Exception {
    people.suffer(
        "SMTP " + trouble,
        () -> {
          MAIL.be(trouble);
          await().atMost(Duration.ofSeconds(30)).until(() -> MAIL.troubled() >= 2);
          LockSupport.parkNanos(A_WHILE.toNanos());
        },
        () -> MAIL.be(MailGate.Trouble.NONE));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  @DisplayName(
      "SIG-2, Fault: the first timestamp authority is away, slow, or answers wrongly: the second"
          + " stamps, nobody waits long")
  void firstTsa(TroubledTsa.Trouble trouble) throws Exception {
    people.suffer(
        "first TSA " + trouble,
        () -> {
          first.be(trouble);
          second.be(TroubledTsa.Trouble.NONE);
          await()
              .atMost(Duration.ofMinutes(1))
              .until(() -> first.asked() >= 1 && second.asked() >= 2);
          people.awaitMore(Load.SIGNED, 2);
        },
        () -> first.be(TroubledTsa.Trouble.NONE));
  }

  @Test
  @DisplayName(
      "SIG-2, OPS-2, Fault: both authorities answer wrongly: what was pressed waits, whole, and is"
          + " signed when one is right again")
  void bothTsas() throws Exception {
    people.suffer(
        "both TSAs wrong (nonce, expired)",
        () -> {
          first.be(TroubledTsa.Trouble.WRONG_NONCE);
          second.be(TroubledTsa.Trouble.EXPIRED);
          await().atMost(Duration.ofMinutes(1)).until(() -> second.asked() >= 2);
          people.awaitMore(Load.LOGIN, 2);
        },
        () -> second.be(TroubledTsa.Trouble.NONE));
    first.be(TroubledTsa.Trouble.NONE);
  }

  @Test
  @DisplayName(
      "DOC-4, Fault: clamd is killed in the middle of a file, twelve megabytes with a virus behind:"
          + " the file waits, is found out when clamd is back, and passes nowhere between")
  void clamdKilled() throws Exception {
    var newcomer = new Newcomer(people.machine().address());
    String[] ill = {""};
    people.suffer(
        "clamd killed in the middle of a file",
        () -> {
          SCANNER.delay(Duration.ofMillis(20));
          long before = SCANNER.passed();
          ill[0] = newcomer.sends("旅券.png", infected());
          await().atMost(Duration.ofSeconds(30)).until(() -> SCANNER.passed() > before + 2_000_000);
          killed.clamd();
          SCANNER.delay(Duration.ZERO);
          people.awaitMore(Load.SIGNED, 2);
          assertThat(newcomer.state(ill[0])).isIn("waiting", "scanning");
        },
        () -> people.machine().servers().clamd().orElseThrow().restart());
    await()
        .atMost(Duration.ofSeconds(90))
        .until(
            () -> {
              assertThat(newcomer.state(ill[0])).isNotEqualTo("clean");
              return newcomer.state(ill[0]).equals("infected");
            });
    newcomer.deletes(ill[0]);
    String well = newcomer.sends("旅券.png", Samples.picture("png"));
    await().atMost(Duration.ofSeconds(30)).until(() -> newcomer.state(well).equals("clean"));
    newcomer.deletes(well);
  }

  private static byte[] infected() throws IOException {
    var noise = new BufferedImage(2000, 2000, BufferedImage.TYPE_INT_RGB);
    var random = new Random(1);
    for (int y = 0; y < noise.getHeight(); y++) {
      for (int x = 0; x < noise.getWidth(); x++) {
        noise.setRGB(x, y, random.nextInt());
      }
    }
    var out = new ByteArrayOutputStream();
    ImageIO.write(noise, "png", out);
    byte[] picture = out.toByteArray();
    byte[] all = Arrays.copyOf(picture, picture.length + Samples.EICAR.length);
    System.arraycopy(Samples.EICAR, 0, all, picture.length, Samples.EICAR.length);
    return all;
  }

  @Test
  @DisplayName(
      "OPS-3, Fault: PostgreSQL's disk is full until it gives up: what needs it says so, nothing"
          + " acknowledged is lost, and all goes on once there is room and it runs")
  void diskFull() throws Exception {
    assumeTrue(SmallDisk.isPossible());
    people.suffer(
        "PostgreSQL's disk full",
        () -> {
          long refused = people.diary().faults().size();
          disk.fill();
          await()
              .atMost(Duration.ofMinutes(1))
              .until(() -> people.diary().faults().size() > refused + 3);
          await()
              .atMost(Duration.ofMinutes(1))
              .until(
                  () -> {
                    killed.needsNextLogFile();
                    return !killed.postgresRuns();
                  });
        },
        () -> {
          disk.free();
          if (!killed.postgresRuns()) {
            people.machine().servers().postgres().restart();
          }
        });
  }

  @Test
  @DisplayName(
      "OPS-3, Fault: the nodes' disk for logs and temporary files is full: nobody notices, and a"
          + " node starts on it all the same")
  void nodesDiskFull() throws Exception {
    assumeTrue(SmallDisk.isPossible());
    long refused = people.diary().faults().size();
    var third = people.machine().nodes().getLast();
    people.suffer(
        "nodes' disk full",
        () -> {
          temporary.fill();
          third.stop();
          third.start("-Djava.io.tmpdir=" + temporary.place());
          logs.fill();
          people.machine().awaitReady();
          people.awaitMore(Load.SIGNED, 3);
        },
        () -> {
          logs.free();
          temporary.free();
        });
    assertThat(people.diary().faults()).hasSize((int) refused);
  }
}
