package natsuin.pdf;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import natsuin.pdf.PdfObject.Array;
import natsuin.pdf.PdfObject.Dict;
import natsuin.pdf.PdfObject.Int;
import natsuin.pdf.PdfObject.Name;
import natsuin.pdf.PdfObject.Ref;
import natsuin.pdf.PdfObject.Str;
import org.jspecify.annotations.Nullable;

/**
 * Writes one incremental update (ISO 32000-2 section 7.5.6) whose cross-reference is of the same
 * kind as the file's newest one, so that every reader that opened the file opens the update. One
 * thread.
 */
final class IncrementWriter {
  private static final int IDENTIFYING = 2048;
  private final PdfFile file;
  private final int start;
  private final ByteSink out = new ByteSink();
  private final TreeMap<Integer, Integer> positions = new TreeMap<>();
  private int nextNumber;

  IncrementWriter(PdfFile file) {
    this.file = file;
    this.start = file.bytes().length();
    long size = file.integer(file.trailer().get("Size"), 0);
    this.nextNumber =
        (int) Math.max(file.index().highest() + 1L, Math.min(size, PdfFile.HIGHEST_NUMBER));
    byte[] last = file.bytes().lastPart();
    byte end = last[last.length - 1];
    if (end != '\n' && end != '\r') {
      out.one('\n');
    }
  }

  /** A number that no revision has used. */
  Ref allocate() {
    return new Ref(nextNumber++, 0);
  }

  void write(Ref ref, PdfObject object) {
    begin(ref);
    ObjectWriter.write(out, object);
    end();
  }

  Ref write(PdfObject object) {
    Ref ref = allocate();
    write(ref, object);
    return ref;
  }

  /** A new stream; {@code data} is already encoded as {@code dict} says. */
  Ref writeStream(Dict dict, byte[] data) {
    Ref ref = allocate();
    begin(ref);
    ObjectWriter.dict(out, dict.with("Length", new Int(data.length)));
    out.text("\nstream\n").bytes(data).text("\nendstream");
    end();
    return ref;
  }

  /** For objects that the caller writes himself, followed by {@link #end()}. */
  ByteSink begin(Ref ref) {
    positions.put(ref.number(), start + out.size());
    return out.text(ref.number() + " " + ref.generation() + " obj\n");
  }

  void end() {
    out.text("\nendobj\n");
  }

  /** Ends the increment; what {@code begin} gave stays open for filling in. */
  ByteSink finish() {
    int xref = start + out.size();
    if (file.usesXrefStreams()) {
      writeXrefStream(xref);
    } else {
      writeXrefTable();
    }
    return out.text("startxref\n" + xref + "\n%%EOF\n");
  }

  private Dict trailer() {
    Dict trailer = Dict.of("Size", new Int(nextNumber), "Root", file.catalogRef());
    PdfObject info = file.trailer().get("Info");
    if (info != null) {
      trailer = trailer.with("Info", info);
    }
    return trailer.with("ID", identifier()).with("Prev", new Int(file.startxref()));
  }

  private Array identifier() {
    Str fresh = new Str(Arrays.copyOf(digestSoFar(), 16));
    List<PdfObject> present = file.items(file.trailer().get("ID"));
    PdfObject first = present.size() == 2 ? file.resolve(present.getFirst()) : fresh;
    return new Array(List.of(first instanceof Str ? first : fresh, fresh));
  }

  /** Of what this increment follows and how it begins: another identifier for every revision. */
  private byte[] digestSoFar() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update((start + " " + file.startxref() + " " + out.size()).getBytes(ISO_8859_1));
      return digest.digest(out.head(IDENTIFYING));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private void writeXrefTable() {
    out.text("xref\n");
    for (List<Integer> run : runs()) {
      out.text(run.getFirst() + " " + run.size() + "\n");
      for (int number : run) {
        String generation = Integer.toString(100_000 + file.generation(number)).substring(1);
        out.tenDigits(position(number)).text(" ").text(generation).text(" n\r\n");
      }
    }
    out.text("trailer\n");
    ObjectWriter.dict(out, trailer());
    out.text("\n");
  }

  private void writeXrefStream(int xref) {
    Ref self = allocate();
    positions.put(self.number(), xref);
    List<PdfObject> index = new ArrayList<>();
    ByteSink entries = new ByteSink();
    for (List<Integer> run : runs()) {
      index.add(new Int(run.getFirst()));
      index.add(new Int(run.size()));
      for (int number : run) {
        int at = position(number);
        int generation = file.generation(number);
        entries.one(1).one(at >>> 24).one(at >>> 16).one(at >>> 8).one(at);
        entries.one(generation >>> 8).one(generation);
      }
    }
    Dict dict =
        Dict.of(
            "Type", new Name("XRef"),
            "W", new Array(List.of(new Int(1), new Int(4), new Int(2))),
            "Index", new Array(index));
    for (Map.Entry<String, PdfObject> entry : trailer().entries().entrySet()) {
      dict = dict.with(entry.getKey(), entry.getValue());
    }
    out.text(self.number() + " 0 obj\n");
    ObjectWriter.dict(out, dict.with("Length", new Int(entries.size())));
    out.text("\nstream\n").bytes(entries.toByteArray()).text("\nendstream");
    end();
  }

  private int position(int number) {
    @Nullable Integer position = positions.get(number);
    if (position == null) {
      throw new IllegalStateException("Object " + number + " was not written");
    }
    return position;
  }

  /** Object numbers grouped into runs without gaps. */
  private List<List<Integer>> runs() {
    List<List<Integer>> runs = new ArrayList<>();
    int last = -2;
    for (int number : positions.keySet()) {
      if (number != last + 1) {
        runs.add(new ArrayList<>());
      }
      runs.getLast().add(number);
      last = number;
    }
    return runs;
  }
}
