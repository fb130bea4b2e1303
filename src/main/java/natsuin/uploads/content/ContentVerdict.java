package natsuin.uploads.content;

/** What examining a file's content led to. */
public sealed interface ContentVerdict {

  /** It is what its name says; it has so many pages to look at, 1 or more. */
  record Fit(int pages) implements ContentVerdict {}

  /** It is not taken. */
  record Refused(Unfit why) implements ContentVerdict {}
}
