package natsuin.pdf;

import natsuin.pdf.PdfObject.Dict;
import natsuin.pdf.PdfObject.Stream;

/** Objects compressed together (ISO 32000-2 section 7.5.7). */
final class ObjectStream {
  private final int number;
  private final byte[] data;
  private final int[] numbers;
  private final int[] offsets;
  private final ReadLimits limits;

  ObjectStream(PdfFile file, int number, Stream stream, ReadLimits limits) {
    Dict dict = stream.dict();
    if (!dict.name("Type").equals("ObjStm")) {
      throw new PdfException("Object " + number + " is no object stream");
    }
    this.number = number;
    this.limits = limits;
    this.data = file.decode(stream);
    long count = file.integer(dict.get("N"), -1);
    long first = file.integer(dict.get("First"), -1);
    if (count < 0 || count > data.length || first < 0 || first > data.length) {
      throw new PdfException("Object stream " + number + " does not say what it holds");
    }
    numbers = new int[(int) count];
    offsets = new int[(int) count];
    Cursor in = new Cursor(data, 0, 0, (int) first);
    for (int i = 0; i < count; i++) {
      numbers[i] = (int) in.readNumber();
      offsets[i] = (int) Math.min(data.length, first + in.readNumber());
    }
  }

  PdfObject read(int object, int index) {
    if (index >= numbers.length || numbers[index] != object) {
      throw new PdfException("Object " + object + " is not in object stream " + number);
    }
    Cursor in = new Cursor(data, 0, offsets[index], data.length);
    return new ObjectParser(in, limits.maxDepth()).readValue();
  }
}
