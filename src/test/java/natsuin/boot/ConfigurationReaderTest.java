package natsuin.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationReaderTest {
  @TempDir Path directory;

  @Test
  @DisplayName("OPS-7: the shipped file runs as it is")
  void shippedFile() {
    var configuration = read(Map.of());
    assertThat(configuration.mode()).isEqualTo(Configuration.Mode.EMBEDDED);
    assertThat(configuration.http().port()).isEqualTo(8080);
  }

  @Test
  @DisplayName("OPS-7: every key of the shipped file has a comment")
  void everyKeyHasAComment() throws IOException {
    List<String> lines = Files.readAllLines(Path.of("conf/natsuin.yaml"));
    for (int i = 1; i < lines.size(); i++) {
      String line = lines.get(i);
      boolean key = line.strip().matches("[a-z-]+: .+") || line.matches("[a-z-]+: .+");
      if (key) {
        assertThat(lines.get(i - 1).strip())
            .as("line %d: %s", i + 1, line)
            .matches("#.*|[a-z-]+: .+");
      }
    }
  }

  @Test
  @DisplayName("OPS-7: an operator's file needs only the keys that differ")
  void overlay() throws IOException {
    var configuration = read(file("redis: {answer-within: 700 ms}\nhttp:\n  port: 9000\n"));
    assertThat(configuration.redis().answerWithin()).isEqualTo(Duration.ofMillis(700));
    assertThat(configuration.http().port()).isEqualTo(9000);
    assertThat(configuration.http().host()).isEqualTo("127.0.0.1");
  }

  @Test
  @DisplayName("OPS-7: all faults are named at once, each with its key and what is allowed")
  void allFaultsAtOnce() throws IOException {
    var file =
        file(
            """
            mode: somewhere
            http: {port: 70000, prot: 80}
            postgres: {password: hunter2, pool-size: many, tls: verify-full}
            redis: {answer-within: 5 minutes, uris: ["http://redis"]}
            """);
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(ConfigurationFaults.class)
        .hasMessageContaining("mode: must be embedded or attached or external, and is 'somewhere'")
        .hasMessageContaining("http.port: must be from 0 to 65535, and is '70000'")
        .hasMessageContaining("http.prot: unknown key")
        .hasMessageContaining("postgres.password: must be file:PATH")
        .hasMessageContaining("postgres.pool-size: must be a whole number, and is 'many'")
        .hasMessageContaining("redis.answer-within: must be a duration such as 15 min");
  }

  @Test
  @DisplayName("A secret that was written into the file is not repeated in the complaint")
  void secretIsNotRepeated() throws IOException {
    var file = file("postgres: {password: hunter2}");
    assertThatThrownBy(() -> read(file)).message().doesNotContain("hunter2");
  }

  @Test
  @DisplayName("What one key demands of another is said too")
  void demandsOfOneAnother() throws IOException {
    var file = file("postgres: {tls: verify-full}");
    assertThatThrownBy(() -> read(file))
        .hasMessageContaining("postgres: tls: verify-full needs tls-ca-file");
    var external = file("mode: external");
    assertThatThrownBy(() -> read(external)).hasMessageContaining("keys.directory: must be given");
  }

  @Test
  @DisplayName("OPS-7, fault: an address that leads nowhere is taken, and missed when it is needed")
  void addressesThatLeadNowhere() throws IOException {
    var authority = file("signing: {timestamp-authorities: [\"tsa.example.jp/\"]}");
    assertThatThrownBy(() -> read(authority))
        .hasMessageContaining("signing: timestamp-authorities: must be addresses as in https://");
    var redis = file("redis: {uris: [\"redis:///0\"]}");
    assertThatThrownBy(() -> read(redis)).hasMessageContaining("redis: uris: must name a host");
    var member = file("cluster: {members: [\"10.1.0.12\"]}");
    assertThatThrownBy(() -> read(member))
        .hasMessageContaining("cluster: members: must be host:port");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "redis: {uris: [\"redis://:sesame@db_1:6379/0\"]}",
        "redis: {uris: [\"redis://:sesame@db:6379/0\"]}",
        "redis: {uris: [\"redis://db:6379/0?password=sesame\"]}",
        "signing: {timestamp-authorities: [\"https://bank:sesame@tsa.example.jp/\"]}",
        "signing: {timestamp-authorities: [\"ftp://bank:sesame@tsa_1.example.jp/\"]}",
        "telemetry: {otlp: \"http://bank:sesame@collector:4318/v1/traces\"}"
      })
  @DisplayName(
      "attack: a password in an address is refused, and not told in the refusal or the log")
  void passwordInAddress(String yaml) throws IOException {
    var file = file(yaml);
    assertThatThrownBy(() -> read(file))
        .hasMessageContaining("password")
        .satisfies(fault -> assertThat(fault.getMessage()).doesNotContain("sesame"));
  }

  @Test
  @DisplayName("OPS-7: the environment overrides the file; a variable that names no key is a fault")
  void environment() {
    var configuration =
        read(
            Map.of(
                "NATSUIN_POSTGRES_POOL_SIZE", "12",
                "NATSUIN_CLUSTER_MEMBERS", "10.0.0.1:5701, 10.0.0.2:5701",
                "PATH", "/bin"));
    assertThat(configuration.postgres().poolSize()).isEqualTo(12);
    assertThat(configuration.cluster().members()).containsExactly("10.0.0.1:5701", "10.0.0.2:5701");
    assertThatThrownBy(() -> read(Map.of("NATSUIN_POSTGRES_POOLSIZE", "12")))
        .hasMessageContaining("NATSUIN_POSTGRES_POOLSIZE: names no key");
  }

  @Test
  @DisplayName("A secret is read from its file and never shown")
  void secrets() throws IOException {
    Path secret = Files.writeString(directory.resolve("secret"), "hunter2\n");
    var configuration = read(Map.of("NATSUIN_POSTGRES_PASSWORD", "file:" + secret));
    assertThat(configuration.postgres().password().value()).isEqualTo("hunter2");
    assertThat(configuration.toString()).doesNotContain("hunter2");
  }

  @Test
  @DisplayName("A file that is no YAML, or names a key twice, is a fault with its line")
  void brokenFile() throws IOException {
    var broken = file("http: {port: 1\nredis");
    assertThatThrownBy(() -> read(broken)).hasMessageContaining("is not YAML");
    var twice = file("mode: embedded\nmode: external\n");
    assertThatThrownBy(() -> read(twice)).hasMessageContaining("Duplicate field 'mode'");
  }

  @Test
  @DisplayName("LOGIN-2, EMP-2: an operator chooses a policy per portal, and changes one key of it")
  void policies() throws IOException {
    var configuration =
        read(
            file(
                """
                portals: {employer: modern}
                policies: {guide: {mypage: {lockout: {tries: 5}}}}
                """));
    assertThat(configuration.mypageRules().password().max()).isEqualTo(16);
    assertThat(configuration.mypageRules().lockout().tries()).isEqualTo(5);
    assertThat(configuration.staffRules().lockout().tries()).isEqualTo(6);
    assertThat(configuration.employerRules().password().max()).isEqualTo(128);
    assertThat(configuration.employerRules().lockout().blocksAt()).isEqualTo(10);
    var named = read(Map.of("NATSUIN_POLICIES_GUIDE_EMPLOYER_LOCKOUT_BLOCKS_AT", "0"));
    assertThat(named.employerRules().lockout().blocksAt()).isZero();
  }

  @Test
  @DisplayName("OPS-7: a policy of one's own is complete; what is wrong in it is told by its path")
  void faultsInPolicies() throws IOException {
    var mine = file("policies: {mine: {mypage: {lockout: {tries: 0, closed-for: 1 h}}}}");
    assertThatThrownBy(() -> read(mine))
        .hasMessageContaining("policies.mine.staff: missing")
        .hasMessageContaining("policies.mine.mypage.password: missing")
        .hasMessageContaining("policies.mine.mypage.lockout.tries: must be from 1 to 100");
    var unknown = file("portals: {staff: lenient}");
    assertThatThrownBy(() -> read(unknown))
        .hasMessageContaining("portals.staff: must be guide or modern, and is 'lenient'");
    var senseless =
        file(
            """
            policies:
              guide:
                mypage: {password: {min: 20, must-have: [upper, emoji]}}
                employer: {password: {min: 20}, certificate: {days: 20}}
            """);
    assertThatThrownBy(() -> read(senseless))
        .hasMessageContaining(
            "policies.guide.mypage.password.must-have[1]: must be upper or lower or digit or"
                + " symbol")
        .hasMessageContaining("policies.guide.employer.password: min: must not be above max")
        .hasMessageContaining("policies.guide.employer.certificate: renewal-days: must be below");
    var slow = file("policies: {modern: {employer: {code: {valid-for: 1 h}}}}");
    assertThatThrownBy(() -> read(slow))
        .hasMessageContaining("policies.modern.employer: code.valid-for: must not be above 30 min");
    var unread = file("policies: {guide: {staff: {password: {min: 8}}}}");
    assertThatThrownBy(() -> read(unread))
        .hasMessageContaining("policies.guide.staff.password: unknown key");
  }

  private Path file(String text) throws IOException {
    return Files.writeString(Files.createTempFile(directory, "natsuin", ".yaml"), text);
  }

  private static Configuration read(Path file) {
    return ConfigurationReader.read(Optional.of(file), Map.of(), Map.of());
  }

  private static Configuration read(Map<String, String> environment) {
    return ConfigurationReader.read(Optional.empty(), environment, Map.of());
  }
}
