package natsuin.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A ZIP from anywhere, read twice: by its directory and from its beginning. Programs read it in one
 * way or the other; whoever makes the two differ shows them different files.
 */
final class BundleFile implements AutoCloseable {
  private static final Pattern UNSAFE = Pattern.compile("[\\\\:\\p{Cntrl}]");
  private static final long LARGEST = 1L << 30;
  private static final int MOST = 10_000;

  private final ZipFile zip;
  private final Map<String, String> digests = new HashMap<>();
  private final Map<String, Long> sizes = new HashMap<>();
  private final List<String> faults = new ArrayList<>();
  private long unpacked;

  private BundleFile(Path file) throws IOException {
    this.zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8);
  }

  /**
   * Opens and reads all of it once.
   *
   * @throws IOException if it is no ZIP or cannot be read
   */
  static BundleFile open(Path file) throws IOException {
    var bundle = new BundleFile(file);
    try {
      bundle.readByDirectory();
      bundle.readFromBeginning(file);
      return bundle;
    } catch (IOException | RuntimeException e) {
      bundle.close();
      throw e;
    }
  }

  /** What is wrong with the ZIP itself, a sentence each. */
  List<String> faults() {
    return List.copyOf(faults);
  }

  /** The paths of all entries. */
  Set<String> paths() {
    return new TreeSet<>(digests.keySet());
  }

  /** Lower-case hexadecimal; null where there is no such entry. */
  @Nullable String sha256(String path) {
    return digests.get(path);
  }

  /** Bytes; 0 where there is no such entry. */
  long size(String path) {
    return sizes.getOrDefault(path, 0L);
  }

  /** An entry's bytes; null where there is none. */
  byte @Nullable [] bytes(String path) throws IOException {
    ZipEntry entry = zip.getEntry(path);
    if (entry == null) {
      return null;
    }
    try (InputStream in = zip.getInputStream(entry)) {
      return in.readAllBytes();
    }
  }

  private void readByDirectory() throws IOException {
    if (zip.size() > MOST) {
      throw new IOException("too many entries");
    }
    for (ZipEntry entry : zip.stream().map(ZipEntry.class::cast).toList()) {
      String path = entry.getName();
      if (leadsOut(path)) {
        faults.add("The name of an entry would lead out of the folder: " + printable(path));
      }
      try (InputStream in = zip.getInputStream(entry)) {
        if (digests.put(path, digest(in, path)) != null) {
          faults.add("Two entries have the same name: " + printable(path));
        }
      }
    }
  }

  private static boolean leadsOut(String path) {
    return UNSAFE.matcher(path).find()
        || Arrays.stream(path.split("/", -1))
            .anyMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
  }

  private void readFromBeginning(Path file) throws IOException {
    Map<String, String> seen = new HashMap<>();
    unpacked = 0;
    try (var in = new ZipInputStream(Files.newInputStream(file), StandardCharsets.UTF_8)) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        // One that comes twice is never what the directory says.
        seen.merge(entry.getName(), digest(in, entry.getName()), (first, second) -> "twice");
      }
    } catch (IOException | IllegalArgumentException e) {
      seen.clear();
    }
    if (!seen.equals(digests)) {
      faults.add("The directory of the ZIP and its contents tell different stories.");
    }
  }

  private String digest(InputStream in, String path) throws IOException {
    MessageDigest digest = BundleWriter.sha256();
    byte[] piece = new byte[1 << 16];
    long size = 0;
    for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
      digest.update(piece, 0, n);
      size += n;
      unpacked += n;
      if (unpacked > LARGEST) {
        throw new IOException("more than a gigabyte when unpacked");
      }
    }
    sizes.put(path, size);
    return HexFormat.of().formatHex(digest.digest());
  }

  /** A name from outside, for a terminal. */
  static String printable(String text) {
    return text.replaceAll("[\\p{Cntrl}\\p{Cf}]", "?");
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
