package natsuin.scanner;

/** What became of one scan. */
public sealed interface ScanVerdict {

  /** clamd has read exactly these bytes to their end and said OK. */
  record Clean() implements ScanVerdict {}

  /** Something was found; {@code name} as the signature calls it. */
  record Infected(String name) implements ScanVerdict {}

  /** clamd says that it could not look into all of it (its limits, or encryption). */
  record NotWhole(String name) implements ScanVerdict {}

  /** No verdict: nobody there, silence, an error, a closed line, or an answer that is none. */
  record NoVerdict(String why) implements ScanVerdict {}
}
