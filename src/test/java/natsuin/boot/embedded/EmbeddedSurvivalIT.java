package natsuin.boot.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** OPS-7: what a newcomer's machine does to embedded mode. */
class EmbeddedSurvivalIT {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedSurvivalIT.class);
  @TempDir Path directory;

  @Test
  @DisplayName("OPS-7: after kill -9 the next start ends the orphans and finds data and keys again")
  void survivesKill() throws Exception {
    Path data = directory.resolve("var");
    String keys;
    var orphans = new java.util.ArrayList<Long>();
    var first = BinDev.start(data);
    keys = digest(data);
    orphans.addAll(first.servers());
    String root = first.get("/pki/issuing.crl").body();
    first.kill();
    assertThat(orphans).allMatch(EmbeddedSurvivalIT::lives);

    try (var second = BinDev.start(data)) {
      LOG.info("second start, after kill -9: ready in {} ms", second.untilReady().toMillis());
      assertThat(orphans).noneMatch(EmbeddedSurvivalIT::lives);
      assertThat(digest(data)).isEqualTo(keys);
      assertThat(root).isNotEmpty();
      assertThat(second.get("/health/ready").body()).contains("\"status\":\"up\"");
      assertThat(second.untilReady()).isLessThan(java.time.Duration.ofMinutes(1));
    }
  }

  @Test
  @Tag("faults")
  @DisplayName(
      "OPS-7: stopped in the middle of its start it leaves no server behind, and a stale"
          + " postmaster.pid whose number now belongs to another program is harmless")
  void stalePid() throws Exception {
    Path data = directory.resolve("stale");
    var servers = BinDev.stoppedWhileStarting(data);
    assertThat(servers).hasSize(2).noneMatch(EmbeddedSurvivalIT::lives);
    Files.writeString(
        data.resolve("pg/postmaster.pid"), ProcessHandle.current().pid() + "\n" + data + "\n");
    Files.writeString(data.resolve("redis/redis.pid"), ProcessHandle.current().pid() + "\n");
    try (var again = BinDev.start(data)) {
      assertThat(again.get("/health/ready").statusCode()).isEqualTo(200);
    }
  }

  @Test
  @DisplayName("OPS-7: two run on one machine with other directories; one directory takes one")
  void twoOnOneMachine() throws Exception {
    try (var one = BinDev.start(directory.resolve("one"));
        var two = BinDev.start(directory.resolve("two"))) {
      assertThat(one.get("/health/ready").statusCode()).isEqualTo(200);
      assertThat(two.get("/health/ready").statusCode()).isEqualTo(200);
      assertThat(BinDev.refused(directory.resolve("one")))
          .contains("Another Natsuin is running on")
          .contains("--data DIR");
    }
  }

  private static boolean lives(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }

  private static String digest(Path data) throws Exception {
    var sha = MessageDigest.getInstance("SHA-256");
    for (String file :
        new String[] {"keys/master.keys", "keys/authorities.p12", "secrets/postgres"}) {
      sha.update(read(data.resolve(file)));
    }
    return HexFormat.of().formatHex(sha.digest());
  }

  private static byte[] read(Path file) throws IOException {
    return Files.readAllBytes(file);
  }
}
