package natsuin.pdf;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;

/** What comes out of one filter for one stream, told to an {@link Unfolding} before it is kept. */
final class CountedOutput extends FilterOutputStream {
  private static final int STEP = 1 << 16;
  private final Unfolding unfolding;
  private final boolean objects;

  /** Bytes of one entry; 0 for what is no cross-reference. */
  private final int entry;

  private long size;
  private long entries;
  private int sinceStep;

  CountedOutput(OutputStream out, COSDictionary stream, Unfolding unfolding) {
    super(out);
    this.unfolding = unfolding;
    this.objects = stream.containsKey(COSName.N) && stream.containsKey(COSName.FIRST);
    this.entry = entry(stream.getItem(COSName.W));
  }

  /** An image within a page says its width, a number, by the same name. */
  private static int entry(COSBase widths) {
    return switch (widths) {
      case COSArray array -> {
        long sum = 0;
        for (int i = 0; i < array.size(); i++) {
          sum += Math.max(0, array.getInt(i, 0));
        }
        yield Math.clamp(sum, 1, 20);
      }
      case COSObject elsewhere -> 1;
      case null, default -> 0;
    };
  }

  @Override
  public void write(int b) throws IOException {
    count(1, isBracket(b) ? 1 : 0);
    out.write(b);
  }

  @Override
  public void write(byte[] more, int from, int length) throws IOException {
    int brackets = 0;
    for (int i = from; objects && i < from + length; i++) {
      brackets += isBracket(more[i]) ? 1 : 0;
    }
    count(length, brackets);
    out.write(more, from, length);
  }

  /** What opens an array, a string or, twice, a dictionary: a byte or two that take a hundred. */
  private static boolean isBracket(int b) {
    return b == '[' || b == '(' || b == '<';
  }

  private void count(int more, int brackets) {
    size += more;
    unfolding.add(more, size);
    if (objects || entry > 0) {
      long before = entries;
      entries = entry == 0 ? 0 : size / entry;
      unfolding.addStructure(more, objects ? brackets : 0, entries - before);
    }
    sinceStep += more;
    if (sinceStep >= STEP) {
      sinceStep = 0;
      unfolding.step();
    }
  }
}
