package natsuin.pdf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;

/** Reads a file's signatures and compares its revisions. Plain, thread-safe, never a network. */
public final class SignedPdf {
  private static final byte[] HEADER = "%PDF-".getBytes(StandardCharsets.US_ASCII);

  private SignedPdf() {}

  /** What reading a file came to. */
  public sealed interface Reading {}

  /** It is a PDF; {@code entries} in the order in which they were signed. */
  public record Read(int pages, List<SignatureEntry> entries) implements Reading {}

  /** It cannot be read, for this reason. */
  public record Unreadable(Cause cause) implements Reading {}

  /** Why a file cannot be read. */
  public enum Cause {
    EMPTY,
    NOT_A_PDF,
    ENCRYPTED,
    DAMAGED,
    TOO_COMPLEX
  }

  /** Reads the signatures of a file; never throws for anything that a file may contain. */
  public static Reading read(byte[] file) {
    return read(file, () -> {});
  }

  /**
   * As above, in time.
   *
   * @param onEachStep runs often; may throw {@link OutOfTime} to end the reading
   * @throws OutOfTime as thrown by {@code onEachStep}
   */
  public static Reading read(byte[] file, Runnable onEachStep) {
    if (file.length == 0) {
      return new Unreadable(Cause.EMPTY);
    }
    if (!Arrays.equals(file, 0, Math.min(HEADER.length, file.length), HEADER, 0, HEADER.length)) {
      return new Unreadable(Cause.NOT_A_PDF);
    }
    try (PDDocument document = open(file, file.length, onEachStep)) {
      if (document.isEncrypted()) {
        return new Unreadable(Cause.ENCRYPTED);
      }
      return new Read(document.getNumberOfPages(), SignatureEntries.of(document, onEachStep));
    } catch (InvalidPasswordException e) {
      return new Unreadable(Cause.ENCRYPTED);
    } catch (OutOfTime e) {
      throw e;
    } catch (Unfolding.TooMuch | SignatureEntries.TooManyException e) {
      return new Unreadable(Cause.TOO_COMPLEX);
    } catch (IOException | RuntimeException | StackOverflowError e) {
      return new Unreadable(Cause.DAMAGED);
    }
  }

  /**
   * What the bytes from {@code earlierEnd} to {@code laterEnd} changed, at most 50 changes.
   *
   * @param onEachStep runs often; may throw {@link OutOfTime} to end a comparison
   * @throws OutOfTime as thrown by {@code onEachStep}
   * @throws Unfolding.TooMuch when watched, and a revision unfolds into more than it may
   */
  public static List<RevisionChange> changes(
      byte[] file, long earlierEnd, long laterEnd, Runnable onEachStep) {
    try (PDDocument earlier = open(file, earlierEnd, onEachStep);
        PDDocument later = open(file, laterEnd, onEachStep)) {
      return RevisionDiff.between(earlier.getDocument(), later.getDocument(), onEachStep);
    } catch (OutOfTime | Unfolding.TooMuch e) {
      throw e;
    } catch (IOException | RuntimeException | StackOverflowError e) {
      return List.of(
          new RevisionChange(RevisionChange.Kind.STRUCTURE, null, "revision cannot be read"));
    }
  }

  /**
   * Whether the update between two ends is one that every reader understands alike: only then does
   * {@link #changes} say all that it changes.
   *
   * @param onEachStep as for {@link #changes}
   */
  public static boolean isPlainUpdate(
      byte[] file, long earlierEnd, long laterEnd, Runnable onEachStep) {
    return RevisionEntries.plain(file, earlierEnd, laterEnd, onEachStep);
  }

  /** A file took longer than it may. */
  public static final class OutOfTime extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Without a stack trace: it only ends the work. */
    public OutOfTime() {
      super("out of time", null, false, false);
    }
  }

  private static PDDocument open(byte[] file, long end, Runnable onEachStep) throws IOException {
    Unfolding unfolding = Unfolding.current();
    if (unfolding != null) {
      unfolding.opened();
    }
    ByteBuffer revision = ByteBuffer.wrap(file, 0, Math.toIntExact(end)).slice();
    return Loader.loadPDF(new TimedRead(revision, onEachStep));
  }
}
