package natsuin.pdf;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/** A file in memory that asks for the time while it is read: PDFBox's repairs have no end. */
final class TimedRead extends RandomAccessReadBuffer {
  private static final int READS_PER_STEP = 1 << 12;
  private final Runnable onEachStep;
  private int reads;

  TimedRead(ByteBuffer file, Runnable onEachStep) {
    super(file);
    this.onEachStep = onEachStep;
  }

  @Override
  public int read() throws IOException {
    count();
    return super.read();
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    count();
    return super.read(into, from, length);
  }

  private void count() {
    if (++reads >= READS_PER_STEP) {
      reads = 0;
      onEachStep.run();
    }
  }
}
