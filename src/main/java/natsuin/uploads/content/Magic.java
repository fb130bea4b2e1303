package natsuin.uploads.content;

import java.util.HexFormat;
import java.util.Optional;

/** What must not lie inside an office file, by its first bytes. */
enum Magic {
  ZIP("504b0304"),
  EMPTY_ZIP("504b0506"),
  OLE2("d0cf11e0"),
  RAR("52617221"),
  SEVEN_ZIP("377abcaf"),
  GZIP("1f8b08"),
  BZIP2("425a68"),
  XZ("fd377a58"),
  CABINET("4d534346"),
  ELF("7f454c46"),
  PDF("25504446");

  private final String hex;

  Magic(String hex) {
    this.hex = hex;
  }

  boolean begins(byte[] content) {
    int length = hex.length() / 2;
    return content.length >= length && HexFormat.of().formatHex(content, 0, length).equals(hex);
  }

  static Optional<Magic> of(byte[] content) {
    for (Magic magic : values()) {
      if (magic.begins(content)) {
        return Optional.of(magic);
      }
    }
    return Optional.empty();
  }
}
