package natsuin.uploads.content;

import java.util.Locale;

/** Why a file's content is not taken; each has its sentence in the message files. */
public enum Unfit {
  /** It is not what its name says. */
  NOT_WHAT_NAME_SAYS,
  /** It cannot be read to its end. */
  DAMAGED,
  /** It asks for a password. */
  ENCRYPTED,
  /** It carries macros. */
  MACROS,
  /** It carries another archive, or a file that is none of a document's own parts. */
  NESTED_ARCHIVE,
  /** It grows beyond measure when it is unpacked. */
  BOMB,
  /** It fetches something from elsewhere when it is opened. */
  EXTERNAL_CONTENT,
  /** It carries an embedded object or a control. */
  EMBEDDED_OBJECT,
  /** More picture than anybody can look at. */
  TOO_MANY_PIXELS,
  /** More pages than are looked at. */
  TOO_MANY_PAGES,
  /** A picture inside is in a format that cannot be shown. */
  PICTURE_FORMAT,
  /** Reading it takes longer than any honest file. */
  TOO_SLOW,
  /** The scanner says that it could not look into all of it. */
  NOT_SCANNABLE;

  /** The name in JSON, in the database and behind {@code upload.refused.}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
