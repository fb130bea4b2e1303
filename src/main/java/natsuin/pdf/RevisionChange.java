package natsuin.pdf;

import org.jspecify.annotations.Nullable;

/**
 * One difference between two revisions of a file.
 *
 * @param page counted from 1; null where the change belongs to no page
 * @param path where, as names from the trailer down, for the expert who follows it up
 */
public record RevisionChange(Kind kind, @Nullable Integer page, String path) {

  /** What sort of thing changed, and whether a signed document may change in that way. */
  public enum Kind {
    /** A new signature field with its signature. */
    SIGNATURE(true),
    /** A document timestamp without any appearance. */
    TIMESTAMP(true),
    /** Certificates and revocation data in the document security store (ISO 32000-2, 12.8.4.3). */
    EVIDENCE(true),
    /** Certificates or revocation data that were there are gone. */
    EVIDENCE_REMOVED(false),
    /** The number, the order or the tree of the pages. */
    PAGES(false),
    /** What a page shows: its content, fonts, images, size. */
    PAGE_CONTENT(false),
    /** A comment, a stamp, a link: anything laid over a page. */
    ANNOTATION(false),
    /** A form field's value, look or behaviour. */
    FORM_FIELD(false),
    /** Title, author, dates and the like. */
    METADATA(false),
    /** Anything else that a reader could act on: open actions, names, layers, tags. */
    STRUCTURE(false);

    private final boolean permitted;

    Kind(boolean permitted) {
      this.permitted = permitted;
    }

    /** Whether this may follow a signature and leave it valid. */
    public boolean permitted() {
      return permitted;
    }
  }
}
