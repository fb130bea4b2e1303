package natsuin.boot.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The directory that embedded servers live in: one program at a time, secrets of its own. */
final class DataDirectory implements AutoCloseable {
  private static final SecureRandom RANDOM = new SecureRandom();
  private final Path path;
  private final FileChannel lock;

  private DataDirectory(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /** Takes the directory; the operating system frees it when this process ends, however it ends. */
  static DataDirectory take(Path data) throws IOException {
    Path path = Files.createDirectories(data.toAbsolutePath().normalize());
    var lock =
        FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (lock.tryLock() == null) {
      lock.close();
      throw new IOException(
          "Another Natsuin is running on %s: stop it, or start this one with --data DIR."
              .formatted(path));
    }
    return new DataDirectory(path, lock);
  }

  /** A directory of this name inside, only for this user. */
  Path directory(String name) throws IOException {
    return Files.createDirectories(path.resolve(name), ownerOnly("rwx------"));
  }

  Path file(String name) {
    return path.resolve(name);
  }

  /** A password that is made once and kept. */
  Path secret(String name) throws IOException {
    Path file = directory("secrets").resolve(name);
    if (!Files.exists(file)) {
      byte[] random = new byte[24];
      RANDOM.nextBytes(random);
      Path fresh = Files.createTempFile(file.getParent(), name, "", ownerOnly("rw-------"));
      Files.writeString(fresh, HexFormat.of().formatHex(random));
      Files.move(fresh, file);
    }
    return file;
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }

  private static java.nio.file.attribute.FileAttribute<?> ownerOnly(String permissions) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
  }
}
