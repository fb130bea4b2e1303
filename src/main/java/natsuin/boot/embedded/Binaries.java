package natsuin.boot.embedded;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.apache.commons.io.FileUtils;

/**
 * Programs that come inside libraries, unpacked once per machine and user, shared by every data
 * directory. A directory's name carries its content's checksum; it appears whole or not at all.
 */
final class Binaries {
  private Binaries() {}

  /** The directory with {@code bin/postgres}. */
  static Path postgres() throws IOException {
    byte[] archive = resource("/postgres-" + os() + "-" + architecture() + ".txz");
    return once("postgresql-", archive, Binaries::untar);
  }

  /** The Redis server's file. */
  static Path redis() throws IOException {
    String name =
        switch (os() + "-" + architecture()) {
          case "linux-x86_64" -> "redis-server-6.2.6-v5-linux-amd64";
          case "linux-arm_64" -> "redis-server-6.2.7-linux-arm64";
          case "darwin-x86_64" -> "redis-server-6.2.6-v5-darwin-amd64";
          case "darwin-arm_64" -> "redis-server-6.2.6-v5-darwin-arm64";
          default -> throw new IOException("No embedded Redis for " + os() + " " + architecture());
        };
    return once("redis-", resource("/" + name), Binaries::copy).resolve("redis-server");
  }

  private interface Unpack {
    void into(Path directory, byte[] content) throws IOException;
  }

  private static Path once(String prefix, byte[] content, Unpack unpack) throws IOException {
    var checksum = new CRC32();
    checksum.update(content);
    Path home = cache().resolve(prefix + Long.toHexString(checksum.getValue()));
    if (!Files.isDirectory(home)) {
      Path fresh = Files.createTempDirectory(Files.createDirectories(home.getParent()), prefix);
      unpack.into(fresh, content);
      try {
        Files.move(fresh, home);
      } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
        FileUtils.deleteDirectory(fresh.toFile());
      }
    }
    return home;
  }

  private static Path cache() {
    String cache = System.getenv("XDG_CACHE_HOME");
    Path base =
        cache == null || cache.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(cache);
    return base.resolve("natsuin");
  }

  private static void copy(Path directory, byte[] content) throws IOException {
    Path file = Files.write(directory.resolve("redis-server"), content);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static void untar(Path directory, byte[] content) throws IOException {
    try (var tar =
        new TarArchiveInputStream(new XZCompressorInputStream(new ByteArrayInputStream(content)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path target = entry.resolveIn(directory);
        if (entry.isDirectory()) {
          Files.createDirectories(target);
        } else if (entry.isSymbolicLink()) {
          Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
          Files.createDirectories(target.getParent());
          Files.copy(tar, target);
          boolean program = (entry.getMode() & 0100) != 0;
          Files.setPosixFilePermissions(
              target, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
        }
      }
    }
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = Binaries.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("No embedded server for this machine: " + name + " is missing");
      }
      return in.readAllBytes();
    }
  }

  private static String os() {
    String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    return name.startsWith("mac") ? "darwin" : name;
  }

  private static String architecture() {
    String name = System.getProperty("os.arch");
    return switch (name) {
      case "amd64", "x86_64" -> "x86_64";
      case "aarch64", "arm64" -> "arm_64";
      default -> name;
    };
  }
}
