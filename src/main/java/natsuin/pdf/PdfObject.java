package natsuin.pdf;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The objects of ISO 32000-2 section 7.3, immutable, with numbers and names kept as they were
 * written.
 */
sealed interface PdfObject {
  PdfObject NULL = new Null();

  record Null() implements PdfObject {}

  record Bool(boolean value) implements PdfObject {}

  record Int(long value) implements PdfObject {}

  /**
   * A number with a fraction, as its text: rewriting must not round what a page is laid out with.
   */
  record Real(String text) implements PdfObject {}

  /** A name without its slash; each char is one byte. */
  record Name(String value) implements PdfObject {}

  @SuppressWarnings("ArrayRecordComponent") // compared by its bytes nowhere
  record Str(byte[] bytes) implements PdfObject {}

  record Ref(int number, int generation) implements PdfObject {}

  record Array(List<PdfObject> items) implements PdfObject {}

  /**
   * A stream, still encoded.
   *
   * @param data first encoded byte, as a position in the document
   */
  record Stream(Dict dict, int data) implements PdfObject {}

  /** A dictionary in the order it was written. */
  record Dict(Map<String, PdfObject> entries) implements PdfObject {
    static final Dict EMPTY = new Dict(Map.of());

    @Nullable PdfObject get(String key) {
      return entries.get(key);
    }

    boolean has(String key) {
      return entries.containsKey(key);
    }

    /** The name at this key; empty when there is none. */
    String name(String key) {
      return entries.get(key) instanceof Name name ? name.value() : "";
    }

    Dict with(String key, PdfObject value) {
      Map<String, PdfObject> copy = new LinkedHashMap<>(entries);
      copy.put(key, value);
      return new Dict(copy);
    }

    static Dict of(Object... keysAndValues) {
      Map<String, PdfObject> entries = new LinkedHashMap<>();
      for (int i = 0; i < keysAndValues.length; i += 2) {
        entries.put((String) keysAndValues[i], (PdfObject) keysAndValues[i + 1]);
      }
      return new Dict(entries);
    }
  }
}
