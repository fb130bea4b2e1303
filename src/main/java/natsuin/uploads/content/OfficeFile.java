package natsuin.uploads.content;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/**
 * The parts of an office file (ISO/IEC 29500-2), unpacked within limits; refuses what no honest
 * document has: encryption, archives within, entries that grow beyond measure.
 */
final class OfficeFile {
  private static final int ENTRY_BEFORE_RATIO = 1 << 20;
  private static final int HEADER = 30;
  private static final int MOST_EXTRA = 4096;

  private final Map<String, byte[]> parts;

  private OfficeFile(Map<String, byte[]> parts) {
    this.parts = parts;
  }

  /** Opens it, or throws {@link UnfitException}. */
  static OfficeFile open(byte[] content, ContentLimits limits, Deadline deadline) {
    try (var zip =
        ZipFile.builder().setSeekableByteChannel(new SeekableInMemoryByteChannel(content)).get()) {
      return new OfficeFile(new Unpacking(zip, limits, deadline).all());
    } catch (IOException | IllegalArgumentException unreadable) {
      throw new UnfitException(Unfit.DAMAGED);
    }
  }

  /** The parts by their names in lower case, as they stand in the file. */
  Map<String, byte[]> parts() {
    return parts;
  }

  /** One unpacking; counts what comes out, since what an entry says of its size may be a lie. */
  private static final class Unpacking {
    private final ZipFile zip;
    private final ContentLimits limits;
    private final Deadline deadline;
    private final byte[] piece = new byte[1 << 14];
    private long total;

    Unpacking(ZipFile zip, ContentLimits limits, Deadline deadline) {
      this.zip = zip;
      this.limits = limits;
      this.deadline = deadline;
    }

    Map<String, byte[]> all() throws IOException {
      var parts = new LinkedHashMap<String, byte[]>();
      long end = 0;
      int count = 0;
      for (var entry : Collections.list(zip.getEntriesInPhysicalOrder())) {
        if (++count > limits.entries()) {
          throw new UnfitException(Unfit.BOMB);
        }
        plain(entry, end);
        end = entry.getDataOffset() + entry.getCompressedSize();
        if (!entry.isDirectory()
            && parts.put(entry.getName().toLowerCase(Locale.ROOT), unpack(entry)) != null) {
          throw new UnfitException(Unfit.DAMAGED);
        }
      }
      return parts;
    }

    /**
     * An entry that every reader sees alike: behind the one before without a gap that another
     * reader might take for a file, compressed in a usual way, with a name that stays inside.
     */
    private static void plain(ZipArchiveEntry entry, long endBefore) {
      if (entry.getGeneralPurposeBit().usesEncryption()) {
        throw new UnfitException(Unfit.ENCRYPTED);
      }
      long gap = entry.getLocalHeaderOffset() - endBefore;
      String name = entry.getName();
      boolean usual =
          (entry.getMethod() == ZipArchiveEntry.STORED
                  || entry.getMethod() == ZipArchiveEntry.DEFLATED)
              && gap >= 0
              && gap <= (endBefore == 0 ? 0 : 24)
              && entry.getDataOffset() - entry.getLocalHeaderOffset()
                  <= HEADER + MOST_EXTRA + name.length() * 4L
              && !name.startsWith("/")
              && !name.contains("\\")
              && !("/" + name + "/").contains("/../");
      if (!usual) {
        throw new UnfitException(Unfit.DAMAGED);
      }
    }

    private byte[] unpack(ZipArchiveEntry entry) throws IOException {
      var out = new ByteArrayOutputStream();
      long compressed = Math.max(1, entry.getCompressedSize());
      try (InputStream in = zip.getInputStream(entry)) {
        for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
          deadline.check();
          out.write(piece, 0, n);
          total += n;
          boolean swells =
              out.size() > ENTRY_BEFORE_RATIO && out.size() / compressed > limits.ratio();
          if (swells || total > limits.unpackedBytes()) {
            throw new UnfitException(Unfit.BOMB);
          }
        }
      }
      return out.toByteArray();
    }
  }

  /** Whether this is an OLE2 file that an office program encrypted (MS-OFFCRYPTO, 2.3.2). */
  static boolean encrypted(byte[] content) {
    byte[] name = "EncryptedPackage".getBytes(StandardCharsets.UTF_16LE);
    return Magic.OLE2.begins(content)
        && new String(content, StandardCharsets.ISO_8859_1)
            .contains(new String(name, StandardCharsets.ISO_8859_1));
  }
}
