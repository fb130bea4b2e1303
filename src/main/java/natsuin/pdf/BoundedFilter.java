package natsuin.pdf;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Field;
import java.util.IdentityHashMap;
import java.util.Map;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.filter.DecodeOptions;
import org.apache.pdfbox.filter.DecodeResult;
import org.apache.pdfbox.filter.Filter;
import org.apache.pdfbox.filter.FilterFactory;

/**
 * One of PDFBox's filters, counting what comes out where an {@link Unfolding} watches. PDFBox
 * unpacks into memory without a limit, at the first look at a file, and repairs what it cannot
 * read: only where it unpacks is it sure that what we count is what it sees.
 */
final class BoundedFilter extends Filter {
  private static final long LONGEST_ROW_BITS = 8L * (4 << 20);
  private final Filter inner;

  private BoundedFilter(Filter inner) {
    this.inner = inner;
  }

  /** Puts one around each of PDFBox's filters, which has no other door for that. */
  static void install() {
    try {
      Field field = FilterFactory.class.getDeclaredField("filters");
      field.setAccessible(true);
      @SuppressWarnings("unchecked")
      var filters = (Map<COSName, Filter>) field.get(FilterFactory.INSTANCE);
      // Two names of one filter stay one: PDFBox leaves out repetitions in a chain.
      var bounded = new IdentityHashMap<Filter, Filter>();
      filters.replaceAll((name, inner) -> bounded.computeIfAbsent(inner, BoundedFilter::new));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("This PDFBox keeps its filters elsewhere", e);
    }
  }

  @Override
  public DecodeResult decode(
      InputStream encoded, OutputStream decoded, COSDictionary parameters, int index)
      throws IOException {
    return decode(encoded, decoded, parameters, index, DecodeOptions.DEFAULT);
  }

  @Override
  public DecodeResult decode(
      InputStream encoded,
      OutputStream decoded,
      COSDictionary parameters,
      int index,
      DecodeOptions options)
      throws IOException {
    Unfolding unfolding = Unfolding.current();
    if (unfolding == null) {
      return inner.decode(encoded, decoded, parameters, index, options);
    }
    unfolding.step();
    checkRow(parameters, index, unfolding);
    var counted = new CountedOutput(decoded, parameters, unfolding);
    return inner.decode(encoded, counted, parameters, index, options);
  }

  /** A predictor keeps two rows, as long as the file likes. */
  private void checkRow(COSDictionary parameters, int index, Unfolding unfolding) {
    COSDictionary own = getDecodeParams(parameters, index);
    double columns = own.getInt(COSName.COLUMNS, 1);
    double bits = own.getInt(COSName.BITS_PER_COMPONENT, 8);
    if (columns * bits * own.getInt(COSName.COLORS, 1) > LONGEST_ROW_BITS) {
      throw unfolding.tooMuch();
    }
  }

  @Override
  protected void encode(InputStream input, OutputStream encoded, COSDictionary parameters)
      throws IOException {
    inner.encode(input, encoded, parameters, 0);
  }
}
