package natsuin.pdf;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a document: the file as it was taken in, and the increments appended since, held
 * side by side and never copied together. Appending makes a new value that shares all earlier bytes
 * and what was already hashed of them. The arrays must not be changed by whoever hands them in.
 * Thread-safe.
 */
public final class DocumentBytes {
  private final @Nullable DocumentBytes before;
  private final byte[] last;
  private final int start;
  private @Nullable MessageDigest digested;
  private @Nullable PdfFile file;

  private DocumentBytes(@Nullable DocumentBytes before, byte[] last) {
    this.before = before;
    this.last = last;
    this.start = before == null ? 0 : before.length();
    if (start + (long) last.length > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("A document of 2 GiB or more");
    }
  }

  /** The file, and the increments appended to it, in order; none is copied. */
  public static DocumentBytes of(byte[] file, byte[]... increments) {
    DocumentBytes document = new DocumentBytes(null, file);
    for (byte[] increment : increments) {
      document = document.append(increment);
    }
    return document;
  }

  /** This document with an increment behind it. */
  public DocumentBytes append(byte[] increment) {
    return new DocumentBytes(this, increment);
  }

  /** Length in bytes. */
  public int length() {
    return start + last.length;
  }

  /** SHA-256 of all bytes; those of earlier revisions are hashed only once. */
  public byte[] sha256() {
    return sha256State().digest();
  }

  /** A running SHA-256 that has seen all bytes, for the caller to go on with. */
  MessageDigest sha256State() {
    return copy(state());
  }

  private synchronized MessageDigest state() {
    if (digested == null) {
      digested = before == null ? fresh() : before.sha256State();
      digested.update(last);
    }
    return digested;
  }

  /**
   * The newest revision, read once.
   *
   * @throws PdfException when it cannot be read
   */
  synchronized PdfFile file() {
    if (file == null) {
      file = PdfFile.read(this, ReadLimits.TRUSTING);
    }
    return file;
  }

  /** Writes all bytes. */
  public void writeTo(OutputStream out) throws IOException {
    for (byte[] part : parts()) {
      out.write(part);
    }
  }

  /** The file and its increments, in order; not copies. */
  public List<byte[]> parts() {
    List<byte[]> parts = new ArrayList<>();
    for (DocumentBytes part = this; part != null; part = part.before) {
      parts.addFirst(part.last);
    }
    return parts;
  }

  /** One array with all bytes; the file itself when nothing was appended. */
  public byte[] toByteArray() {
    if (before == null) {
      return last;
    }
    byte[] all = new byte[length()];
    for (DocumentBytes part = this; part != null; part = part.before) {
      System.arraycopy(part.last, 0, all, part.start, part.last.length);
    }
    return all;
  }

  /** The document without its last increment; null for a file without increments. */
  @Nullable DocumentBytes before() {
    return before;
  }

  /** The part that holds this position; parts are the file and each increment. */
  DocumentBytes partAt(int position) {
    DocumentBytes part = this;
    while (part.before != null && position < part.start) {
      part = part.before;
    }
    return part;
  }

  /** The bytes of the last part alone. */
  byte[] lastPart() {
    return last;
  }

  /** Where the last part begins. */
  int lastStart() {
    return start;
  }

  private static MessageDigest fresh() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static MessageDigest copy(MessageDigest digest) {
    try {
      return (MessageDigest) digest.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException(e);
    }
  }
}
