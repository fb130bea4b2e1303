package natsuin.uploads.content;

import java.util.Optional;

/** What must not lie inside an office file, by its first bytes. */
enum Magic {
  ZIP(0x50, 0x4B, 0x03, 0x04),
  EMPTY_ZIP(0x50, 0x4B, 0x05, 0x06),
  OLE2(0xD0, 0xCF, 0x11, 0xE0),
  RAR(0x52, 0x61, 0x72, 0x21),
  SEVEN_ZIP(0x37, 0x7A, 0xBC, 0xAF),
  GZIP(0x1F, 0x8B, 0x08),
  BZIP2(0x42, 0x5A, 0x68),
  XZ(0xFD, 0x37, 0x7A, 0x58),
  CABINET(0x4D, 0x53, 0x43, 0x46),
  ELF(0x7F, 0x45, 0x4C, 0x46),
  PDF(0x25, 0x50, 0x44, 0x46);

  private final int[] bytes;

  Magic(int... bytes) {
    this.bytes = bytes;
  }

  boolean begins(byte[] content) {
    for (int i = 0; i < bytes.length; i++) {
      if (content.length <= i || (content[i] & 0xFF) != bytes[i]) {
        return false;
      }
    }
    return true;
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
