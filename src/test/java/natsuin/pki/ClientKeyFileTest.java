package natsuin.pki;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import natsuin.pki.ClientKeyFile.Protection;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ClientKeyFileTest {
  private static final String PASSWORD = "Koma#2026a";
  private static final String NAME = "komakusa01";

  @TempDir Path directory;

  private final Instant now = Instant.parse("2026-11-22T01:00:00Z");
  private final TestPki pki = new TestPki(KeyAlgorithm.EC_P256, InstantSource.fixed(now));

  @BeforeEach
  void password() throws Exception {
    Files.writeString(directory.resolve("password"), PASSWORD);
    Files.writeString(directory.resolve("root.pem"), Pem.write(List.of(pki.root.certificate())));
  }

  @ParameterizedTest
  @CsvSource({"EC_P256,MODERN", "EC_P256,LEGACY", "RSA_2048,MODERN", "RSA_2048,LEGACY"})
  @DisplayName("EMP-6: OpenSSL, keytool and NSS read the file: key, full chain, name")
  void strangersRead(ClientKeyAlgorithm algorithm, Protection protection) throws Exception {
    Files.write(directory.resolve("key.p12"), file(algorithm, protection));

    var legacy = protection == Protection.LEGACY ? List.of("-legacy") : List.<String>of();
    String read =
        run(
            with(
                List.of(
                    "openssl", "pkcs12", "-in", "key.p12", "-nodes", "-passin", "file:password"),
                legacy));
    assertThat(read).contains("friendlyName: " + NAME, "PRIVATE KEY", "CN = Test Issuing");
    assertThat(read.split("BEGIN CERTIFICATE", -1)).hasSize(4);
    var keyIds = read.lines().filter(line -> line.contains("localKeyID: ")).toList();
    assertThat(keyIds).as("on key and certificate, and on no other").hasSize(2);
    assertThat(keyIds.getFirst()).isEqualTo(keyIds.getLast());

    Files.writeString(directory.resolve("all.pem"), read);
    assertThat(
            run(
                List.of(
                    "openssl",
                    "verify",
                    "-purpose",
                    "sslclient",
                    "-attime",
                    Long.toString(now.getEpochSecond()),
                    "-CAfile",
                    "root.pem",
                    "-untrusted",
                    "all.pem",
                    "all.pem")))
        .contains("all.pem: OK");

    assertThat(
            run(
                List.of(
                    keytool(),
                    "-list",
                    "-v",
                    "-storetype",
                    "PKCS12",
                    "-keystore",
                    "key.p12",
                    "-storepass:file",
                    "password")))
        .contains(NAME, "PrivateKeyEntry", "Certificate chain length: 3");

    run(List.of("certutil", "-N", "-d", "sql:.", "--empty-password"));
    run(List.of("pk12util", "-i", "key.p12", "-d", "sql:.", "-w", "password"));
    assertThat(run(List.of("certutil", "-K", "-d", "sql:."))).contains(NAME);
  }

  @ParameterizedTest
  @EnumSource(Protection.class)
  @DisplayName("EMP-6: another password opens nothing, and a byte changed on the way is noticed")
  void guarded(Protection protection) throws Exception {
    byte[] file = file(ClientKeyAlgorithm.EC_P256, protection);
    Files.write(directory.resolve("key.p12"), file);
    var open =
        with(
            List.of("openssl", "pkcs12", "-in", "key.p12", "-nodes", "-passin"),
            List.of("pass:Koma#2026b"));
    assertThat(outcome(open).exit()).isNotZero();
    file[file.length / 2] ^= 1;
    Files.write(directory.resolve("key.p12"), file);
    assertThat(outcome(with(open.subList(0, 6), List.of("file:password"))).exit()).isNotZero();
  }

  @ParameterizedTest
  @EnumSource(Protection.class)
  @DisplayName("EMP-6: as strong as said, and within what Windows' own importers take")
  void strength(Protection protection) throws Exception {
    Files.write(directory.resolve("key.p12"), file(ClientKeyAlgorithm.EC_P256, protection));
    var info =
        with(
            List.of("openssl", "pkcs12", "-in", "key.p12", "-info", "-noout", "-passin"),
            List.of("file:password"));
    String said = protection == Protection.LEGACY ? run(with(info, List.of("-legacy"))) : run(info);
    if (protection == Protection.MODERN) {
      String pbes2 =
          "PBES2, PBKDF2, AES-256-CBC, Iteration %d, PRF hmacWithSHA256"
              .formatted(ClientKeyFile.ITERATIONS);
      assertThat(said)
          .contains("MAC: sha256, Iteration " + ClientKeyFile.ITERATIONS)
          .contains("Encrypted data: " + pbes2)
          .contains("Shrouded Keybag: " + pbes2);
      // .NET's importer gives up above 600,000 for key, certificates and MAC together.
      assertThat(3 * ClientKeyFile.ITERATIONS).isLessThanOrEqualTo(600_000);
    } else {
      assertThat(said)
          .contains("MAC: sha1, Iteration 2048")
          .contains("Shrouded Keybag: pbeWithSHA1And3-KeyTripleDES-CBC, Iteration 2048");
    }
  }

  private byte[] file(ClientKeyAlgorithm algorithm, Protection protection) {
    KeyPair pair = algorithm.generate();
    var request =
        new CertificateRequest(CertificateProfile.TLS_CLIENT, TestPki.name(NAME), pair.getPublic());
    var chain = new ArrayList<X509Certificate>();
    chain.add(pki.authority.issue(pki.authority.prepare(request)));
    chain.addAll(pki.issuing.chain());
    return ClientKeyFile.pack(pair.getPrivate(), chain, NAME, PASSWORD.toCharArray(), protection);
  }

  private static String keytool() {
    return Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
  }

  private static List<String> with(List<String> command, List<String> more) {
    var all = new ArrayList<>(command);
    all.addAll(more);
    return all;
  }

  private String run(List<String> command) throws Exception {
    var outcome = outcome(command);
    assertThat(outcome.exit()).as("%s: %s", command, outcome.output()).isZero();
    return outcome.output();
  }

  private OpenSsl.Outcome outcome(List<String> command) throws Exception {
    Process process =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new OpenSsl.Outcome(process.waitFor(), output);
  }
}
