package natsuin.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("OPS-7: the hierarchy of keys that embedded mode starts with")
class PkiHierarchyTest {
  private static final Instant NOW = Instant.parse("2026-11-22T03:00:00Z");
  private static final char[] PASSWORD = "for tests only".toCharArray();

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource(KeyAlgorithm.class)
  @DisplayName("the first start makes it, for its owner only, and the next finds the same")
  void createdOnce(KeyAlgorithm algorithm) throws IOException {
    PkiHierarchy first = open(algorithm, NOW);
    PkiHierarchy second = open(algorithm, NOW);
    assertThat(second.root().chain()).isEqualTo(first.root().chain());
    assertThat(second.issuing().identity().chain()).isEqualTo(first.issuing().identity().chain());
    assertThat(second.operational()).isEqualTo(first.operational());
    for (SigningIdentity identity : List.of(second.ocsp(), second.tsa(), second.seal())) {
      byte[] signature = identity.sign(new byte[] {1});
      assertThat(algorithm.verify(identity.certificate().getPublicKey(), new byte[] {1}, signature))
          .isTrue();
      TrustAnchors anchors = TrustAnchors.of(List.of(first.root().certificate()));
      assertThat(anchors.chain(identity.certificate(), identity.chain(), NOW))
          .contains(identity.chain());
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
  }

  @Test
  @DisplayName("what ends soon is made anew under the same root; what lasts stays")
  void renewal() throws IOException {
    PkiHierarchy first = open(KeyAlgorithm.EC_P256, NOW);
    Instant nextYear = NOW.atZone(ZoneOffset.UTC).plus(Period.ofMonths(11)).toInstant();
    PkiHierarchy later = open(KeyAlgorithm.EC_P256, nextYear);
    assertThat(later.root().chain()).isEqualTo(first.root().chain());
    assertThat(later.tsa().chain()).isEqualTo(first.tsa().chain());
    assertThat(later.ocsp().certificate()).isNotEqualTo(first.ocsp().certificate());
    assertThat(open(KeyAlgorithm.EC_P256, nextYear).operational()).isEqualTo(later.operational());
  }

  @Test
  @DisplayName("OPS-2: killed while the file was being written, the next start goes on undisturbed")
  void killedWhileWriting() throws IOException {
    Files.createDirectories(file().getParent());
    Path leftOver = file().resolveSibling(file().getFileName() + ".new");
    Files.write(leftOver, new byte[] {1, 2, 3});
    PkiHierarchy made = open(KeyAlgorithm.EC_P256, NOW);
    Files.write(leftOver, Arrays.copyOf(Files.readAllBytes(file()), 100));
    assertThat(open(KeyAlgorithm.EC_P256, NOW).operational()).isEqualTo(made.operational());
  }

  @Test
  @DisplayName("a wrong password or a damaged file is refused, never replaced by new keys")
  void neverReplaced() throws IOException {
    open(KeyAlgorithm.EC_P256, NOW);
    byte[] content = Files.readAllBytes(file());
    assertThatThrownBy(
            () ->
                PkiHierarchy.openOrCreate(
                    file(),
                    "another".toCharArray(),
                    plan(KeyAlgorithm.EC_P256),
                    InstantSource.fixed(NOW)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("wrong password, or damaged");
    assertThat(file()).hasBinaryContent(content);
    byte[] damaged = Arrays.copyOf(content, content.length / 2);
    Files.write(file(), damaged);
    assertThatThrownBy(() -> open(KeyAlgorithm.EC_P256, NOW)).isInstanceOf(IOException.class);
    assertThat(file()).hasBinaryContent(damaged);
  }

  private PkiHierarchy open(KeyAlgorithm algorithm, Instant now) throws IOException {
    CryptoProviders.install();
    return PkiHierarchy.openOrCreate(file(), PASSWORD, plan(algorithm), InstantSource.fixed(now));
  }

  private Path file() {
    return directory.resolve("pki/keys.p12");
  }

  private static HierarchyPlan plan(KeyAlgorithm algorithm) {
    return new HierarchyPlan(
        algorithm,
        "Demo Bank",
        "JP",
        URI.create("http://pki.example.jp/"),
        TestPki.POLICY,
        TestPki.TSA_POLICY);
  }
}
