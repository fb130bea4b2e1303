package natsuin.otp;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import natsuin.otp.OtpIssue.Issued;
import natsuin.otp.OtpIssue.TooMany;
import natsuin.otp.OtpVerdict.Accepted;
import natsuin.otp.OtpVerdict.Expired;
import natsuin.otp.OtpVerdict.Voided;
import natsuin.otp.OtpVerdict.Wrong;
import natsuin.testkit.World;
import natsuin.vault.KeyedHash;
import natsuin.vault.MasterKeys;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OtpIT {
  @RegisterExtension static final World WORLD = new World();
  private static final MasterKeys KEYS = MasterKeys.of(Map.of("t", new byte[32]));
  private static final byte[] CONTRACT = {1};
  private static final byte[] OTHER_CONTRACT = {2};

  private final UUID user = UUID.randomUUID();
  private final String address = user + "@example.jp";
  private final Otp otp =
      new Otp(
          WORLD.node().redis(),
          WORLD.clock(),
          purpose -> new OtpConfiguration(Duration.ofMinutes(30), 5, 5, Duration.ofMinutes(30)),
          new KeyedHash(KEYS, "otp"));

  @Test
  @DisplayName("OTP-1: six digits, good for 30 minutes, once")
  void once() {
    var issued = issue();
    assertThat(issued.code()).matches("\\d{6}");
    assertThat(Duration.between(WORLD.clock().instant(), issued.expiresAt()))
        .isBetween(Duration.ofMinutes(29), Duration.ofMinutes(30));
    assertThat(verify(issued.code())).isEqualTo(new Accepted());
    assertThat(verify(issued.code())).as("attack: code replayed").isEqualTo(new Expired());
  }

  @Test
  @DisplayName("OTP-1: full-width digits, spaces and hyphens are taken as meant")
  void asTyped() {
    String code = issue().code();
    String wide =
        code.codePoints()
            .map(c -> c - '0' + '０')
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    assertThat(verify(" " + wide.substring(0, 3) + "　" + wide.substring(3) + "\n"))
        .isEqualTo(new Accepted());
  }

  @Test
  @DisplayName("OTP-1: after 30 minutes the code is worth nothing")
  void expires() {
    var issued = issue();
    WORLD.clock().advance(Duration.ofMinutes(30));
    assertThat(verify(issued.code())).isEqualTo(new Expired());
  }

  @Test
  @DisplayName("OTP-1: a new code replaces the one before")
  void replaced() {
    String first = issue().code();
    String second = issue().code();
    if (!first.equals(second)) {
      assertThat(verify(first)).isEqualTo(new Wrong(4));
    }
    assertThat(verify(second)).isEqualTo(new Accepted());
  }

  @Test
  @DisplayName("OTP-2, attack: a code for one contract, user or purpose used for another")
  void foreign() {
    String code = issue().code();
    assertThat(otp.verify(user, address, OtpPurpose.SIGNING, OTHER_CONTRACT, code).await())
        .isEqualTo(new Wrong(4));
    assertThat(otp.verify(user, address, OtpPurpose.STAFF_LOGIN, CONTRACT, code).await())
        .isEqualTo(new Expired());
    assertThat(otp.verify(UUID.randomUUID(), address, OtpPurpose.SIGNING, CONTRACT, code).await())
        .isEqualTo(new Expired());
    assertThat(verify(code)).isEqualTo(new Accepted());
  }

  @Test
  @DisplayName("OTP-2: five wrong tries void the code, the right one included")
  void voided() {
    String code = issue().code();
    String wrong = wrong(code);
    assertThat(verify(wrong)).isEqualTo(new Wrong(4));
    assertThat(verify(wrong)).isEqualTo(new Wrong(3));
    assertThat(verify(wrong)).isEqualTo(new Wrong(2));
    assertThat(verify(wrong)).isEqualTo(new Wrong(1));
    assertThat(verify(wrong)).isEqualTo(new Voided());
    assertThat(verify(code)).isEqualTo(new Voided());
  }

  @Test
  @DisplayName("OTP-2, attack: a hundred codes tried at once are five tries")
  void parallel() {
    issue();
    var all = new ArrayList<Future<OtpVerdict>>();
    for (int i = 0; i < 100; i++) {
      all.add(otp.verify(user, address, OtpPurpose.SIGNING, CONTRACT, "no digit " + i));
    }
    Future.join(all).await();
    assertThat(all.stream().filter(one -> one.result() instanceof Wrong).count()).isEqualTo(4);
    assertThat(all.stream().filter(one -> one.result() instanceof Voided).count()).isEqualTo(96);
  }

  @Test
  @DisplayName("OTP-2, attack: the right code entered in two tabs at once opens once")
  void twoTabs() {
    String code = issue().code();
    var first = otp.verify(user, address, OtpPurpose.SIGNING, CONTRACT, code);
    var second = otp.verify(user, address, OtpPurpose.SIGNING, CONTRACT, code);
    Future.join(first, second).await();
    assertThat(java.util.List.of(first.result(), second.result()))
        .containsExactlyInAnyOrder(new Accepted(), new Expired());
  }

  @Test
  @DisplayName("OTP-2, attack: mailbox flooded; five codes in 30 minutes per user")
  void floodedUser() {
    for (int i = 0; i < 5; i++) {
      issue();
    }
    assertThat(issueAt(user, "another" + address))
        .isInstanceOfSatisfying(
            TooMany.class,
            many ->
                assertThat(many.retryAfter())
                    .isBetween(Duration.ofMinutes(29), Duration.ofMinutes(30)));
    WORLD.clock().advance(Duration.ofMinutes(31));
    assertThat(issueAt(user, address)).isInstanceOf(Issued.class);
  }

  @Test
  @DisplayName("OTP-2, attack: mailbox flooded by many users; five codes in 30 minutes per address")
  void floodedAddress() {
    for (int i = 0; i < 5; i++) {
      issueAt(UUID.randomUUID(), address);
    }
    assertThat(issueAt(UUID.randomUUID(), address)).isInstanceOf(TooMany.class);
  }

  @Test
  @DisplayName("OTP-2: a refused sending leaves the earlier code as it was")
  void refusedSending() {
    String code = "";
    for (int i = 0; i < 5; i++) {
      code = issue().code();
    }
    assertThat(issueAt(user, address)).isInstanceOf(TooMany.class);
    assertThat(verify(code)).isEqualTo(new Accepted());
  }

  @Test
  @DisplayName("OTP-2: whoever enters his codes may go on signing; only codes left unused count")
  void usedCodesDoNotCount() {
    for (int i = 0; i < 8; i++) {
      assertThat(verify(issue().code())).isEqualTo(new Accepted());
    }
  }

  @Test
  @DisplayName(
      "OTP-1, attack: whoever reads Redis finds neither code nor address, and it ends there")
  void redisRead() {
    String code = issue().code();
    var redis = WORLD.node().redis();
    var everything = new StringBuilder();
    for (var key : redis.send(Command.KEYS, "otp:*").await()) {
      String name = key.toString();
      assertThat(redis.send(Command.PTTL, name).await().toLong()).isPositive();
      boolean list = redis.send(Command.TYPE, name).await().toString().equals("list");
      everything.append(name).append(' ');
      everything.append(
          list
              ? redis.send(Command.LRANGE, name, 0, -1).await()
              : redis.send(Command.HVALS, name).await());
    }
    assertThat(everything.toString()).contains("otp:signing:" + user).doesNotContain(address);
    assertThat(everything.toString().split("[^0-9a-f]+")).doesNotContain(code);
  }

  @Test
  @DisplayName("OTP-2: Redis losing its memory costs a new code, nothing more")
  void redisForgets() {
    String code = issue().code();
    WORLD.node().redis().send(Command.FLUSHDB).await();
    assertThat(verify(code)).isEqualTo(new Expired());
    assertThat(verify(issue().code())).isEqualTo(new Accepted());
  }

  private Issued issue() {
    return (Issued) issueAt(user, address);
  }

  private OtpIssue issueAt(UUID who, String where) {
    return otp.issue(who, where, OtpPurpose.SIGNING, CONTRACT).await();
  }

  private OtpVerdict verify(String entered) {
    return otp.verify(user, address, OtpPurpose.SIGNING, CONTRACT, entered).await();
  }

  private static String wrong(String code) {
    return code.charAt(0) == '0' ? "1" + code.substring(1) : "0" + code.substring(1);
  }
}
