package natsuin.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import natsuin.boot.ConfigurationReader;
import natsuin.boot.Keys;
import natsuin.doctor.Finding.State;
import natsuin.http.Language;
import natsuin.pki.KeyStoreFile;
import natsuin.testkit.SmallDisk;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every bad state of a machine and of the keys on it that the doctor knows. */
@DisplayName("The doctor on a machine that is not as it should be (OPS-5)")
class MachineStatesTest {
  private static final char[] NO_PASSWORD = new char[0];
  private static final int DAY = 86_400;

  @TempDir static Path shared;
  private static Path keys = Path.of("");

  @TempDir Path directory;

  @BeforeAll
  static void makeKeys() throws IOException {
    keys = made("keys", Clock.systemUTC());
  }

  private static Path made(String name, InstantSource clock) throws IOException {
    Path place = shared.resolve(name);
    var configuration =
        ConfigurationReader.read(
            Optional.empty(),
            Map.of(),
            Map.of("keys.directory", place.toString(), "http.port", "0", "http.https-port", "0"));
    Keys.open(configuration.settled(), clock);
    return place;
  }

  private static Finding only(Check check) throws Exception {
    var found = check.look();
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  private static void told(Finding found, String code, State state, String... words) {
    assertThat(found.code()).isEqualTo(code);
    assertThat(found.state()).isEqualTo(state);
    assertThat(List.of(words))
        .allSatisfy(word -> assertThat(found.found(Language.EN)).contains(word));
    for (Language language : Language.values()) {
      assertThat(found.found(language)).isNotBlank().doesNotContain("{");
      assertThat(found.advice(language)).doesNotContain("{");
      assertThat(found.advice(language).isEmpty()).isEqualTo(state == State.OK);
    }
  }

  private Path copied() throws IOException {
    Path copy = Files.createDirectories(directory.resolve("copy"));
    Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rwx------"));
    try (var files = Files.list(keys)) {
      for (Path file : files.toList()) {
        Path to = copy.resolve(file.getFileName());
        Files.copy(file, to);
        rights(to, "rw-------");
      }
    }
    return copy;
  }

  private static void rights(Path file, String rights) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
  }

  @Test
  @DisplayName("Keys that all, or a group, may read; a directory in which others may write")
  void openKeys() throws Exception {
    Path copy = copied();
    told(only(new KeysCheck(copy, NO_PASSWORD)), "keys.fine", State.OK, "3 files");
    rights(copy.resolve("master.keys"), "rw-r--r--");
    told(only(new KeysCheck(copy, NO_PASSWORD)), "keys.open-to-all", State.ERROR, "(rw-r--r--)");
    rights(copy.resolve("master.keys"), "rw-r-----");
    told(
        only(new KeysCheck(copy, NO_PASSWORD)), "keys.open-to-group", State.WARNING, "(rw-r-----)");
    rights(copy.resolve("master.keys"), "rw-------");
    rights(copy, "rwxrwxrwx");
    told(only(new KeysCheck(copy, NO_PASSWORD)), "keys.replaceable", State.ERROR, "(rwxrwxrwx)");
  }

  @Test
  @DisplayName(
      "Keys that are missing, damaged, of another password; a directory that cannot be looked into"
          + " is not called empty")
  void lostKeys() throws Exception {
    Path copy = copied();
    assertThat(new KeysCheck(copy, "other".toCharArray()).look())
        .hasSize(2)
        .allSatisfy(
            each -> told(each, "keys.unreadable", State.ERROR, "wrong password, or damaged"));
    Files.writeString(copy.resolve("master.keys"), "k1 no key");
    told(only(new KeysCheck(copy, NO_PASSWORD)), "keys.unreadable", State.ERROR, "not id:base64");
    Files.delete(copy.resolve("master.keys"));
    told(
        only(new KeysCheck(copy, NO_PASSWORD)),
        "keys.missing",
        State.ERROR,
        "Missing: master.keys");
    told(
        only(new KeysCheck(directory.resolve("none"), NO_PASSWORD)),
        "keys.missing",
        State.ERROR,
        "master.keys, authorities.p12");
    // Not even root may look into this one.
    Path loop = Files.createSymbolicLink(directory.resolve("loop"), directory.resolve("loop"));
    told(only(new KeysCheck(loop, NO_PASSWORD)), "keys.closed", State.ERROR, "cannot look into");
    told(
        only(new CertificatesCheck(loop, NO_PASSWORD, Clock.systemUTC())),
        "certificates.unasked",
        State.WARNING);
  }

  private static List<Finding> certificatesAt(InstantSource clock) throws IOException {
    return new CertificatesCheck(keys, NO_PASSWORD, clock).look();
  }

  @Test
  @DisplayName("Certificates that end soon, have ended, are not good yet; authorities likewise")
  void certificates() throws Exception {
    var chains = KeyStoreFile.open(keys.resolve("authorities.p12"), NO_PASSWORD).chains();
    Instant ocsp = first(chains, "ocsp").getNotAfter().toInstant();
    Instant issuing = first(chains, "issuing").getNotAfter().toInstant();
    Instant begin = first(chains, "root").getNotBefore().toInstant();
    told(only(at(ocsp.minusSeconds(46L * DAY))), "certificates.fine", State.OK, "46 days");
    told(of(ocsp.minusSeconds(44L * DAY), "ocsp"), "certificates.ends", State.WARNING, "44 days");
    told(of(ocsp.plusSeconds(DAY), "ocsp"), "certificates.ended", State.ERROR, "Ended on ");
    told(
        of(issuing.minusSeconds(364L * DAY), "issuing"),
        "certificates.authority-ends",
        State.WARNING,
        "364 days");
    told(of(issuing.plusSeconds(DAY), "issuing"), "certificates.authority-ended", State.ERROR);
    told(of(begin.minusSeconds(DAY), "root"), "certificates.not-yet", State.ERROR, "only from");
  }

  private static X509Certificate first(Map<String, List<X509Certificate>> chains, String name) {
    return Objects.requireNonNull(chains.get(name)).getFirst();
  }

  private static Check at(Instant now) {
    return new CertificatesCheck(keys, NO_PASSWORD, () -> now);
  }

  private static Finding of(Instant now, String name) throws IOException {
    return certificatesAt(() -> now).stream()
        .filter(each -> each.subject().equals("authorities.p12: " + name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  @DisplayName("A certificate from another set of keys: its chain does not hold")
  void mixedKeys() throws Exception {
    Path others = made("others", Clock.systemUTC());
    Path copy = copied();
    var ours = KeyStoreFile.open(copy.resolve("authorities.p12"), NO_PASSWORD);
    var theirs = KeyStoreFile.open(others.resolve("authorities.p12"), NO_PASSWORD);
    var seal = theirs.identity("seal").orElseThrow();
    var chain = Objects.requireNonNull(ours.chains().get("seal"));
    ours.put(
        "seal",
        new natsuin.pki.SigningIdentity(
            seal.key(), List.of(seal.certificate(), chain.get(1), chain.get(2))));
    ours.save();
    told(
        only(new CertificatesCheck(copy, NO_PASSWORD, Clock.systemUTC())),
        "certificates.broken-chain",
        State.ERROR,
        "does not hold");
  }

  @Test
  @DisplayName("A disk that is nearly full, full, mounted read-only")
  void disk() throws Exception {
    assumeTrue(SmallDisk.isPossible(), "a disk of its own takes root");
    var little = new DiskCheck.Limits(0.5, 0);
    var least = new DiskCheck.Limits(0.1, 0);
    try (var disk = SmallDisk.at(Path.of("target", "doctor-disk"), 16)) {
      var check = new DiskCheck(disk.place().resolve("data"), little, least);
      told(only(check), "disk.fine", State.OK, "16 MB of 16 MB free");
      Files.write(disk.place().resolve("much"), new byte[10 << 20]);
      told(only(check), "disk.scarce", State.WARNING, "Only 6 MB of 16 MB", "(37 %)");
      told(
          only(new DiskCheck(disk.place(), DiskCheck.SCARCE, DiskCheck.OUT)),
          "disk.out",
          State.ERROR,
          "6 MB of 16 MB");
      disk.fill();
      told(only(check), "disk.out", State.ERROR, "0 MB of 16 MB", "(0 %)");
      disk.free();
      readOnly(disk);
      told(only(check), "disk.read-only", State.ERROR, "Cannot be written to");
    }
  }

  private static void readOnly(SmallDisk disk) throws IOException, InterruptedException {
    var mount = new ProcessBuilder("mount", "-o", "remount,ro", disk.place().toString()).start();
    assertThat(mount.waitFor()).isZero();
  }

  @Test
  @DisplayName("Keys on a volume that nobody can write to, as secrets in Kubernetes: nothing amiss")
  void keysOnVolume() throws Exception {
    assumeTrue(SmallDisk.isPossible(), "a disk of its own takes root");
    try (var disk = SmallDisk.at(Path.of("target", "doctor-keys"), 1)) {
      try (var files = Files.list(keys)) {
        for (Path file : files.toList()) {
          Path to = Files.copy(file, disk.place().resolve(file.getFileName()));
          rights(to, "r--------");
        }
      }
      rights(disk.place(), "rwxrwxrwx");
      var check = new KeysCheck(disk.place(), NO_PASSWORD);
      told(only(check), "keys.replaceable", State.ERROR, "(rwxrwxrwx)");
      readOnly(disk);
      told(only(check), "keys.fine", State.OK, "3 files");
    }
  }

  @Test
  @DisplayName("Clocks: a second is near enough, a minute is not")
  void clock() throws Exception {
    told(only(new ClockCheck(() -> Duration.ofMillis(-900))), "clock.fine", State.OK, "0.900 s");
    told(
        only(new ClockCheck(() -> Duration.ofSeconds(-5))),
        "clock.behind",
        State.WARNING,
        "5.000 s behind");
    told(
        only(new ClockCheck(() -> Duration.ofSeconds(61))),
        "clock.far-ahead",
        State.ERROR,
        "61.000 s ahead");
  }

  @Test
  @DisplayName("A machine that is too small, without the fast libraries, with few open files")
  void machine() throws Exception {
    var load = new Ground.Load(14, 600L << 20);
    var codes =
        new MachineCheck(load, new MachineCheck.Machine(2, 512L << 20, false, false)).look();
    assertThat(codes).hasSize(4);
    told(codes.get(0), "machine.few-processors", State.WARNING, "14 threads", "on 2 processors");
    told(codes.get(1), "machine.little-memory", State.WARNING, "512 MB", "984 MB");
    told(codes.get(2), "machine.slow-signing", State.WARNING);
    told(codes.get(3), "machine.slow-hashing", State.WARNING);
    told(
        only(new FilesCheck(() -> new FilesCheck.Open(1024, 100))),
        "files.few",
        State.WARNING,
        "Only 1024 ");
    told(
        only(new FilesCheck(() -> new FilesCheck.Open(1024, 900))),
        "files.nearly-all",
        State.ERROR,
        "900 of 1024");
  }

  /** The program's classes once more, but one file of it is not there. */
  private static final class Without extends URLClassLoader {
    private final String missing;

    Without(String missing) {
      super(path(), ClassLoader.getPlatformClassLoader());
      this.missing = missing;
    }

    private static URL[] path() {
      return Arrays.stream(System.getProperty("java.class.path").split(":"))
          .map(Path::of)
          .map(Path::toUri)
          .map(
              entry -> {
                try {
                  return entry.toURL();
                } catch (IOException e) {
                  throw new IllegalStateException(e);
                }
              })
          .toArray(URL[]::new);
    }

    @Override
    public @Nullable URL getResource(String name) {
      return name.endsWith(missing) ? null : super.getResource(name);
    }

    @Override
    public @Nullable InputStream getResourceAsStream(String name) {
      return name.endsWith(missing) ? null : super.getResourceAsStream(name);
    }
  }

  @Test
  @DisplayName("A program without the fonts that it comes with, whichever of them")
  void fonts() throws Exception {
    told(only(new FontsCheck()), "fonts.fine", State.OK);
    for (String file : List.of("BIZUDGothic-Regular.ttf", "BIZUDGothic-Bold.ttf")) {
      try (var without = new Without(file)) {
        var type = without.loadClass("natsuin.doctor.FontsCheck");
        var made = type.getDeclaredConstructor();
        made.setAccessible(true);
        var look = type.getDeclaredMethod("look");
        look.setAccessible(true);
        assertThat(String.valueOf(look.invoke(made.newInstance())))
            .contains("state=ERROR", "code=fonts.missing", file + " is missing");
      }
    }
  }
}
