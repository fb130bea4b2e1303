package natsuin.doctor;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import natsuin.pki.KeyStoreFile;
import natsuin.vault.MasterKeys;

/** Whether the keys are there, open, and nobody else's to read. */
final class KeysCheck implements Check {
  private static final List<String> NEEDED = List.of("master.keys", "authorities.p12");
  private static final Set<PosixFilePermission> OTHERS =
      PosixFilePermissions.fromString("------rwx");
  private static final Set<PosixFilePermission> OTHERS_WRITE =
      PosixFilePermissions.fromString("----w--w-");
  private static final Set<PosixFilePermission> GROUP =
      PosixFilePermissions.fromString("---rwx---");

  private final Path directory;
  private final char[] password;

  KeysCheck(Path directory, char[] password) {
    this.directory = directory;
    this.password = password.clone();
  }

  @Override
  public String name() {
    return "keys";
  }

  @Override
  public Duration every() {
    return Duration.ofMinutes(5);
  }

  @Override
  public List<Finding> look() throws IOException {
    var found = new ArrayList<Finding>();
    List<Path> files;
    try {
      missing(found);
      if (!found.isEmpty()) {
        return found;
      }
      files = files();
    } catch (FileSystemException closed) {
      return List.of(
          Finding.error(
              "keys.closed",
              directory.toString(),
              Map.of("user", System.getProperty("user.name", "?"), "fault", Faults.told(closed))));
    }
    writable(found);
    for (Path file : files) {
      rights(file, found);
      open(file, found);
    }
    return found.isEmpty()
        ? List.of(Finding.ok("keys.fine", directory.toString(), Map.of("n", files.size())))
        : found;
  }

  /** What may not be looked at is not missing: bringing it back from a backup would be wrong. */
  private void missing(List<Finding> found) throws IOException {
    var missing = new ArrayList<String>();
    for (String name : NEEDED) {
      try {
        Files.readAttributes(directory.resolve(name), BasicFileAttributes.class);
      } catch (NoSuchFileException nowhere) {
        missing.add(name);
      }
    }
    if (!missing.isEmpty()) {
      String files = String.join(", ", missing);
      found.add(Finding.error("keys.missing", directory.toString(), Map.of("files", files)));
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      return all.filter(KeysCheck::isOurs).sorted().toList();
    }
  }

  private static boolean isOurs(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(".p12") || name.endsWith(".keys");
  }

  /** Names are no secret; but whoever writes here puts keys of his own in the place of ours. */
  private void writable(List<Finding> found) throws IOException {
    if (Files.getFileStore(directory).isReadOnly()) {
      return; // secrets in Kubernetes look open to all, and nobody writes there
    }
    var rights = Files.getPosixFilePermissions(directory);
    if (OTHERS_WRITE.stream().anyMatch(rights::contains)) {
      found.add(
          Finding.error(
              "keys.replaceable",
              directory.toString(),
              Map.of("rights", PosixFilePermissions.toString(rights), "file", directory)));
    }
  }

  private static void rights(Path file, List<Finding> found) throws IOException {
    Set<PosixFilePermission> rights = Files.getPosixFilePermissions(file);
    Map<String, Object> facts =
        Map.of("rights", PosixFilePermissions.toString(rights), "file", file);
    if (OTHERS.stream().anyMatch(rights::contains)) {
      found.add(Finding.error("keys.open-to-all", file.toString(), facts));
    } else if (GROUP.stream().anyMatch(rights::contains)) {
      found.add(Finding.warning("keys.open-to-group", file.toString(), facts));
    }
  }

  private void open(Path file, List<Finding> found) {
    try {
      if (file.toString().endsWith(".p12")) {
        KeyStoreFile.open(file, password);
      } else {
        MasterKeys.load(file);
      }
    } catch (IOException e) {
      found.add(Finding.error("keys.unreadable", file.toString(), Map.of("fault", Faults.told(e))));
    }
  }
}
