package natsuin.evidence;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A ZIP on its way out that remembers what it holds, for the manifest. */
final class BundleWriter implements AutoCloseable {
  private final ZipOutputStream zip;
  private final long time;
  private final JsonArray entries = new JsonArray();

  BundleWriter(OutputStream out, Instant time) {
    this.zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
    this.time = time.toEpochMilli();
  }

  /** What writes an entry's bytes. */
  @FunctionalInterface
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /** Adds an entry that the manifest lists. */
  void add(String path, Content content) {
    MessageDigest digest = sha256();
    long size = write(path, digest, content);
    entries.add(
        new JsonObject()
            .put("path", path)
            .put("size", size)
            .put("sha256", HexFormat.of().formatHex(digest.digest())));
  }

  void add(String path, byte[] content) {
    add(path, out -> out.write(content));
  }

  /** Adds what cannot stand in the manifest: itself, and what proves it. */
  void addUnlisted(String path, byte[] content) {
    write(path, sha256(), out -> out.write(content));
  }

  /** Path, size and SHA-256 of everything added so far. */
  JsonArray entries() {
    return entries.copy();
  }

  private long write(String path, MessageDigest digest, Content content) {
    // PDFs are compressed already; deflating them again costs time and saves nothing.
    zip.setLevel(path.endsWith(".pdf") ? Deflater.NO_COMPRESSION : Deflater.BEST_SPEED);
    var entry = new ZipEntry(path);
    entry.setTime(time);
    try {
      zip.putNextEntry(entry);
      content.writeTo(new DigestOutputStream(zip, digest));
      zip.closeEntry();
      return entry.getSize();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      zip.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }
}
