package natsuin.clientissue;

import java.util.Optional;
import java.util.stream.Stream;

/** In which form a certificate is handed over. */
enum FileKind {
  /** PKCS#12 under AES-256. */
  P12("p12"),
  /** PKCS#12 as systems before about 2019 read it. */
  P12_LEGACY("p12-legacy"),
  /** The certificate alone: the key was made in the browser. */
  CSR("csr");

  private final String code;

  FileKind(String code) {
    this.code = code;
  }

  String code() {
    return code;
  }

  /** A kind of file with a key in it. */
  static Optional<FileKind> file(String code) {
    return Stream.of(P12, P12_LEGACY).filter(kind -> kind.code.equals(code)).findFirst();
  }
}
