package natsuin.pki;

import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Textual encodings of certificates and their like (RFC 7468). */
public final class Pem {
  private static final Base64.Encoder LINES =
      Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----\\s+([A-Za-z0-9+/=\\s]+)-----END \\1-----");

  private Pem() {}

  /** One block, ended by a newline. {@code label} is for example {@code X509 CRL}. */
  public static String write(String label, byte[] der) {
    return "-----BEGIN "
        + label
        + "-----\n"
        + LINES.encodeToString(der)
        + "\n-----END "
        + label
        + "-----\n";
  }

  /** Certificates one after the other. */
  public static String write(List<X509Certificate> certificates) {
    StringBuilder text = new StringBuilder();
    for (X509Certificate certificate : certificates) {
      text.append(write("CERTIFICATE", SignedData.encoding(certificate)));
    }
    return text.toString();
  }

  /** The contents of every block with this label, in order; text around them is ignored. */
  public static List<byte[]> read(String label, String text) {
    List<byte[]> blocks = new ArrayList<>();
    Matcher matcher = BLOCK.matcher(text);
    while (matcher.find()) {
      if (matcher.group(1).equals(label)) {
        blocks.add(Base64.getMimeDecoder().decode(matcher.group(2)));
      }
    }
    return blocks;
  }

  /** Every certificate in the text, in order. */
  public static List<X509Certificate> readCertificates(String text) {
    return read("CERTIFICATE", text).stream().map(Certificates::parse).toList();
  }
}
