package natsuin.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A server's key and the certificate that it signed itself, as servers want them.
 *
 * @param certificate PEM
 * @param key PEM, PKCS#8
 * @param both PEM, one after the other
 */
public record TlsFiles(Path certificate, Path key, Path both, Path store) {
  private static final char[] PASSWORD = "changeit".toCharArray();

  /** For {@code localhost} and 127.0.0.1. */
  public static TlsFiles ofLocalhost(Path directory) {
    return of(directory, "dns:localhost,ip:127.0.0.1");
  }

  /**
   * For these names.
   *
   * @param names as keytool writes them: {@code dns:localhost,ip:127.0.0.1}
   */
  public static TlsFiles of(Path directory, String names) {
    try {
      Path store = Files.createDirectories(directory).resolve("server.p12").toAbsolutePath();
      Files.deleteIfExists(store);
      generate(store, names);
      var keys = load(store);
      Path certificate = directory.resolve("server.pem").toAbsolutePath();
      Path key = directory.resolve("server.key").toAbsolutePath();
      Path both = directory.resolve("both.pem").toAbsolutePath();
      String first = pem("CERTIFICATE", keys.getCertificate("server").getEncoded());
      String second = pem("PRIVATE KEY", keys.getKey("server", PASSWORD).getEncoded());
      Files.writeString(certificate, first);
      Files.writeString(key, second);
      Files.writeString(both, first + second);
      for (var secret : List.of(key, both)) {
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
      }
      return new TlsFiles(certificate, key, both, store);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** For servers in Java. */
  public SSLContext context() {
    try {
      var managers = KeyManagerFactory.getInstance("PKIX");
      managers.init(load(store), PASSWORD);
      var context = SSLContext.getInstance("TLS");
      context.init(managers.getKeyManagers(), null, null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void generate(Path store, String names) throws IOException {
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=test server",
                "-ext",
                "san=" + names,
                "-validity",
                "30",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                new String(PASSWORD))
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.onExit().join().exitValue() != 0) {
      throw new IOException(said);
    }
  }

  private static KeyStore load(Path store) throws IOException, GeneralSecurityException {
    var keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD);
    }
    return keys;
  }

  private static String pem(String kind, byte[] der) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(kind, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der), kind);
  }
}
