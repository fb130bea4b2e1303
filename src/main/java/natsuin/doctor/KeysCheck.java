package natsuin.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    for (String name : NEEDED) {
      if (!Files.exists(directory.resolve(name))) {
        found.add(Finding.error("keys.missing", directory.toString(), Map.of("file", name)));
      }
    }
    if (!found.isEmpty()) {
      return found;
    }
    writable(found);
    List<Path> files;
    try (Stream<Path> all = Files.list(directory)) {
      files = all.filter(KeysCheck::isOurs).sorted().toList();
    }
    for (Path file : files) {
      rights(file, found);
      open(file, found);
    }
    return found.isEmpty()
        ? List.of(Finding.ok("keys.fine", directory.toString(), Map.of("n", files.size())))
        : found;
  }

  private static boolean isOurs(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(".p12") || name.endsWith(".keys");
  }

  /** Names are no secret; but whoever writes here puts keys of his own in the place of ours. */
  private void writable(List<Finding> found) throws IOException {
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
