package natsuin.pdf;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import natsuin.pdf.PdfObject.Array;
import natsuin.pdf.PdfObject.Dict;
import natsuin.pdf.PdfObject.Int;
import natsuin.pdf.PdfObject.Ref;
import natsuin.pdf.PdfObject.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The newest revision of a document, of which only those objects are read that somebody asks for.
 * Strict: what does not stand where it should is a {@link PdfException}, never guessed.
 * Thread-safe.
 */
final class PdfFile {
  /** The highest object number that ISO 32000-1 annex C knows. */
  static final int HIGHEST_NUMBER = 8_388_607;

  private static final int LONGEST_CHAIN = 32;

  private final DocumentBytes bytes;
  private final ReadLimits limits;
  private final int startxref;
  private final XrefIndex index;
  private final Dict trailer;
  private final Map<Integer, PdfObject> objects = new HashMap<>();
  private final Map<Integer, ObjectStream> objectStreams = new HashMap<>();

  private PdfFile(
      DocumentBytes bytes, ReadLimits limits, int startxref, XrefIndex index, Dict trailer) {
    this.bytes = bytes;
    this.limits = limits;
    this.startxref = startxref;
    this.index = index;
    this.trailer = trailer;
  }

  static PdfFile read(DocumentBytes bytes, ReadLimits limits) {
    DocumentBytes before = bytes.before();
    int startxref = XrefReader.lastStartxref(bytes);
    PdfFile below = before == null ? null : before.file();
    int stop = below == null ? -1 : below.startxref;
    List<XrefSection> sections = new XrefReader(bytes, limits).read(startxref, stop);
    XrefIndex index = new XrefIndex(below == null ? null : below.index, sections);
    return new PdfFile(bytes, limits, startxref, index, sections.getFirst().trailer());
  }

  DocumentBytes bytes() {
    return bytes;
  }

  XrefIndex index() {
    return index;
  }

  /** Position of the newest cross-reference section. */
  int startxref() {
    return startxref;
  }

  Dict trailer() {
    return trailer;
  }

  /**
   * Whether the newest section is a cross-reference stream; an increment must be of the same kind.
   */
  boolean usesXrefStreams() {
    return index.newest().isStream();
  }

  Ref catalogRef() {
    if (trailer.get("Root") instanceof Ref ref) {
      return ref;
    }
    throw new PdfException("The trailer names no catalog");
  }

  Dict catalog() {
    return dict(catalogRef());
  }

  /** The object behind a reference, or the object itself; null becomes the null object. */
  PdfObject resolve(@Nullable PdfObject value) {
    PdfObject current = value == null ? PdfObject.NULL : value;
    for (int i = 0; current instanceof Ref ref; i++) {
      if (i == LONGEST_CHAIN) {
        throw new PdfException("Object " + ref.number() + " refers to itself");
      }
      current = load(ref);
    }
    return current;
  }

  /** The dictionary here, or of the stream here; empty when it is anything else. */
  Dict dict(@Nullable PdfObject value) {
    return switch (resolve(value)) {
      case Dict dict -> dict;
      case Stream stream -> stream.dict();
      default -> Dict.EMPTY;
    };
  }

  /** The items of the array here; empty when it is anything else. */
  List<PdfObject> items(@Nullable PdfObject value) {
    return resolve(value) instanceof Array array ? array.items() : List.of();
  }

  /** The whole number here. */
  long integer(@Nullable PdfObject value, long otherwise) {
    return resolve(value) instanceof Int i ? i.value() : otherwise;
  }

  /**
   * The object that a reference names; the null object when it is free or of another generation.
   */
  synchronized PdfObject load(Ref ref) {
    XrefIndex.Entry entry = index.find(ref.number());
    if (entry == null || entry.kind() == XrefSection.FREE) {
      return PdfObject.NULL;
    }
    int generation = entry.kind() == XrefSection.COMPRESSED ? 0 : entry.detail();
    if (generation != ref.generation()) {
      return PdfObject.NULL;
    }
    PdfObject known = objects.get(ref.number());
    if (known == null) {
      known = read(ref.number(), entry);
      objects.put(ref.number(), known);
    }
    return known;
  }

  /** Reads without remembering. */
  PdfObject read(int number, XrefIndex.Entry entry) {
    if (entry.kind() == XrefSection.COMPRESSED) {
      return objectStream(entry.place()).read(number, entry.detail());
    }
    Cursor in = Cursor.at(bytes, entry.place());
    return new ObjectParser(in, limits.maxDepth()).readIndirect(number, entry.detail());
  }

  /** The generation that a reference to this object carries. */
  int generation(int number) {
    XrefIndex.Entry entry = index.find(number);
    return entry == null || entry.kind() == XrefSection.COMPRESSED ? 0 : entry.detail();
  }

  private synchronized ObjectStream objectStream(int number) {
    ObjectStream known = objectStreams.get(number);
    if (known == null) {
      XrefIndex.Entry entry = index.find(number);
      if (entry == null || entry.kind() != XrefSection.IN_FILE) {
        throw new PdfException("Object stream " + number + " is missing");
      }
      if (!(read(number, entry) instanceof Stream stream)) {
        throw new PdfException("Object " + number + " is no object stream");
      }
      known = new ObjectStream(this, number, stream, limits);
      objectStreams.put(number, known);
    }
    return known;
  }

  /** Encoded length of a stream, checked against the file. */
  int length(Stream stream) {
    long length = integer(stream.dict().get("Length"), -1);
    DocumentBytes part = bytes.partAt(stream.data());
    if (length < 0 || stream.data() + length > part.lastStart() + part.lastPart().length) {
      throw new PdfException("The stream at byte " + stream.data() + " has no proper length");
    }
    return (int) length;
  }

  /** The decoded bytes of a plain or Flate stream. */
  byte[] decode(Stream stream) {
    return StreamData.decode(bytes, stream, length(stream), limits.maxDecoded());
  }
}
