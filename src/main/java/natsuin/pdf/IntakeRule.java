package natsuin.pdf;

import java.util.Locale;

/**
 * What a file must not be or contain before a key comes near it, and why. A PDF library opens and
 * signs nearly anything; these rules are ours. Two thoughts stand behind all of them: what one
 * person reads, every reader must show to everybody else, for ever; and nothing in the file may act
 * on its own.
 */
public enum IntakeRule {
  /** Not a single byte: an upload that broke off before it began. */
  EMPTY,
  /** The first bytes are not {@code %PDF-}: another kind of file, whatever its name says. */
  NOT_A_PDF,
  /**
   * Bytes before the header: the file may be a valid ZIP or HTML at the same time, and offsets are
   * guesses.
   */
  BYTES_BEFORE_HEADER,
  /**
   * Neither 1.0 to 1.7 nor 2.0: nobody has said what such a file means. (1.0 to 1.3 mean the same
   * in 1.7.)
   */
  VERSION_UNKNOWN,
  /** Larger than the limit. */
  TOO_LARGE,
  /**
   * The end, {@code startxref} and {@code %%EOF}, is missing: the upload or an earlier transfer
   * broke off.
   */
  TRUNCATED,
  /**
   * Anything but white space after the last {@code %%EOF}: content that no reader shows and the
   * signature covers.
   */
  TRAILING_BYTES,
  /**
   * The cross-reference does not hold; each reader would rebuild it in its own way and may show
   * another text.
   */
  XREF_DAMAGED,
  /** An object is not where the cross-reference says, or cannot be read. */
  OBJECT_DAMAGED,
  /**
   * One cross-reference section lists an object twice: which one is shown depends on the reader.
   */
  DUPLICATE_OBJECT,
  /**
   * Encrypted, be it with the empty password: the signature would cover what not everybody can
   * read.
   */
  ENCRYPTED,
  /** No pages, a cycle, or something in the page tree that is no page. */
  PAGE_TREE_DAMAGED,
  /** The page tree claims another number of pages than it has. */
  PAGE_COUNT_WRONG,
  /** More pages than the limit. */
  TOO_MANY_PAGES,
  /** Two independent readers, ours and PDFBox, do not see the same document. */
  READERS_DISAGREE,
  /** More objects than the limit. */
  TOO_MANY_OBJECTS,
  /** Arrays and dictionaries nested deeper than the limit: made to exhaust readers. */
  NESTED_TOO_DEEP,
  /** A stream, or all together, grows beyond the limit when decompressed: a bomb. */
  EXPANDS_TOO_MUCH,
  /** Examining the file takes longer than the limit. */
  TOOK_TOO_LONG,
  /** JavaScript anywhere: it can change what is shown, depending on reader, date or person. */
  JAVASCRIPT,
  /** An action that starts a program or opens a file of the reader's computer. */
  LAUNCH,
  /** An action that sends, imports or resets a form's data. */
  FORM_ACTION,
  /** An action that leads into another or an embedded document: it is not signed with this one. */
  OTHER_DOCUMENT,
  /**
   * A link with another scheme than http, https, mailto or tel (plain links are harmless and stay).
   */
  LINK_SCHEME,
  /** An action that shows or hides parts of the page. */
  HIDING_ACTION,
  /** Any other action than going to a page of this document. */
  UNKNOWN_ACTION,
  /** Sound, film, 3D, or other media: cannot be read on paper, and played by some readers only. */
  MEDIA,
  /**
   * Embedded files, also where PDF/A-3 allows them: the signature would cover what the signer does
   * not see.
   */
  EMBEDDED_FILE,
  /** A portfolio: the pages are only a cover for embedded files. */
  PORTFOLIO,
  /** An XFA form: a second document inside the first, shown instead of it by some readers. */
  XFA,
  /**
   * Usage rights: the file ties a reader's abilities to its bytes, and complains after any
   * addition.
   */
  USAGE_RIGHTS,
  /**
   * Certified by its author with 'no changes allowed' (DocMDP 1): a further signature would break
   * it.
   */
  CERTIFIED,
  /** A signature locks fields so that ours would be a forbidden change (FieldMDP, SigFieldLock). */
  FIELDS_LOCKED,
  /**
   * A signature whose byte range is not what the standard demands: it covers something else than it
   * seems to.
   */
  SIGNATURE_DAMAGED,
  /**
   * Changed after the last signature, other than by adding validation data: no longer what was
   * signed.
   */
  CHANGED_AFTER_SIGNATURE,
  /** Layers that are off, switch by themselves or differ between screen and paper. */
  HIDDEN_LAYER,
  /** An annotation that shows on paper only, or differs between screen and paper. */
  HIDDEN_ANNOTATION,
  /** A signature field without a signature that already looks like one. */
  FALSE_SEAL,
  /** Content that is fetched from outside the file: it can change after signing. */
  EXTERNAL_CONTENT,
  /** An image with alternatives, or PostScript: what is shown depends on reader or printer. */
  ALTERNATE_CONTENT;

  private final String code = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /** Stable name in kebab-case, as in the message key {@code pdf.refused.<code>}. */
  public String code() {
    return code;
  }
}
