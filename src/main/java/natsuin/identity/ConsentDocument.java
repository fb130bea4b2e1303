package natsuin.identity;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;

/**
 * What is agreed to before the first document is sent (DOC-1): the same bytes for everybody, known
 * by their digest.
 */
record ConsentDocument(byte[] pdf, String sha256) {
  static final String FILE_NAME = "個人情報の第三者提供について.pdf";
  private static final String SHIPPED = "/identity/consent.pdf";

  static ConsentDocument load(String path) {
    try (InputStream in =
        path.isEmpty()
            ? Objects.requireNonNull(ConsentDocument.class.getResourceAsStream(SHIPPED))
            : Files.newInputStream(Path.of(path))) {
      byte[] pdf = in.readAllBytes();
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(pdf);
      return new ConsentDocument(pdf, HexFormat.of().formatHex(digest));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  byte[] digest() {
    return HexFormat.of().parseHex(sha256);
  }
}
