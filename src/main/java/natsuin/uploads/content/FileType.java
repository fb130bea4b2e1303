package natsuin.uploads.content;

import java.util.Locale;
import java.util.Optional;

/** What may be sent (DOC-3): the ten endings, and the eight formats behind them. */
public enum FileType {
  DOCX("docx"),
  XLSX("xlsx"),
  PDF("pdf"),
  JPEG("jpg jpeg"),
  PNG("png"),
  GIF("gif"),
  BMP("bmp"),
  TIFF("tif tiff");

  /** Separated by spaces. */
  private final String endings;

  FileType(String endings) {
    this.endings = endings;
  }

  /** The name in the database. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether it is one picture or several, and nothing else. */
  public boolean isPicture() {
    return switch (this) {
      case DOCX, XLSX, PDF -> false;
      case JPEG, PNG, GIF, BMP, TIFF -> true;
    };
  }

  /** The format of that name in the database. */
  public static FileType of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }

  /** The format that a file's name promises. */
  public static Optional<FileType> named(String fileName) {
    String ending = fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    for (FileType type : values()) {
      for (String own : type.endings.split(" ")) {
        if (own.equals(ending)) {
          return Optional.of(type);
        }
      }
    }
    return Optional.empty();
  }

  /** Whether the first bytes are this format's; only reading all of it tells whether it is one. */
  public boolean beginsLike(byte[] content) {
    return switch (this) {
      case DOCX, XLSX -> begins(content, 'P', 'K', 3, 4);
      case PDF -> begins(content, '%', 'P', 'D', 'F', '-');
      case JPEG -> begins(content, 0xFF, 0xD8, 0xFF);
      case PNG -> begins(content, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n');
      case GIF ->
          begins(content, 'G', 'I', 'F', '8', '7', 'a')
              || begins(content, 'G', 'I', 'F', '8', '9', 'a');
      case BMP -> begins(content, 'B', 'M');
      case TIFF -> begins(content, 'I', 'I', 42, 0) || begins(content, 'M', 'M', 0, 42);
    };
  }

  private static boolean begins(byte[] content, int... magic) {
    if (content.length < magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if ((content[i] & 0xFF) != magic[i]) {
        return false;
      }
    }
    return true;
  }
}
