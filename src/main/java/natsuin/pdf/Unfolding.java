package natsuin.pdf;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What PDFBox, and whoever reads through it, may decompress of one stranger's file: a megabyte can
 * unfold into a thousand, and what unfolds into objects takes many times its size once more. Counts
 * anew at each opening. Belongs to one thread.
 */
public final class Unfolding {
  private static final ScopedValue<Unfolding> CURRENT = ScopedValue.newInstance();
  private static final int MOST_ENTRIES = 500_000;
  private static final int BYTES_PER_BRACKET = 100;

  static {
    BoundedFilter.install();
  }

  private final int fileLength;
  private final long mostBytes;
  private final long mostBytesOfOne;
  private final Runnable onEachStep;
  private long bytes;
  private long structure;
  private long brackets;
  private long entries;
  private boolean over;

  /** The file unfolds into more than it may. */
  public static final class TooMuch extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooMuch() {
      super("too much to unfold", null, false, false);
    }
  }

  private Unfolding(int fileLength, long mostBytes, long mostBytesOfOne, Runnable onEachStep) {
    this.fileLength = fileLength;
    this.mostBytes = mostBytes;
    this.mostBytesOfOne = mostBytesOfOne;
    this.onEachStep = onEachStep;
  }

  /**
   * For one file.
   *
   * @param mostBytes of all streams of one opening; a tenth of it, and the file's own length, for
   *     streams of objects and cross-references; a quarter for any single stream
   * @param onEachStep runs often; may throw to end the work
   */
  public static Unfolding of(byte[] file, long mostBytes, Runnable onEachStep) {
    return new Unfolding(file.length, mostBytes, mostBytes / 4, onEachStep);
  }

  /** For drawing a page, which unpacks some streams again and again: bounds each, not their sum. */
  static Unfolding ofEach(byte[] file, long mostBytes) {
    return new Unfolding(file.length, Long.MAX_VALUE, mostBytes, () -> {});
  }

  /**
   * Does the work under this watch; on this thread alone.
   *
   * @throws TooMuch where the readers let it through: ask {@link #isOver} in any case
   */
  public <T> T watch(Supplier<T> work) {
    return ScopedValue.where(CURRENT, this).call(work::get);
  }

  /** Whether any opening asked for more than it may; what was read of the file is not whole. */
  public boolean isOver() {
    return over;
  }

  /** The file is read anew. */
  public void opened() {
    bytes = 0;
    structure = 0;
    brackets = 0;
    entries = 0;
  }

  /** Whoever watches this thread; null for work on files of our own. */
  static @Nullable Unfolding current() {
    return CURRENT.isBound() ? CURRENT.get() : null;
  }

  TooMuch tooMuch() {
    over = true;
    return new TooMuch();
  }

  void step() {
    onEachStep.run();
  }

  /** More bytes came out of a stream that has so many by now. */
  void add(int more, long ofThisOne) {
    bytes += more;
    if (bytes > mostBytes || ofThisOne > mostBytesOfOne) {
      throw tooMuch();
    }
  }

  /** As above, of a stream that turns into objects or entries of the cross-reference. */
  void addStructure(int more, int moreBrackets, long moreEntries) {
    structure += more;
    brackets += moreBrackets;
    entries += moreEntries;
    long most = Math.min(mostBytes, 4 * mostBytesOfOne);
    if (structure > most / 10 + fileLength
        || brackets > most / BYTES_PER_BRACKET
        || entries > MOST_ENTRIES) {
      throw tooMuch();
    }
  }
}
