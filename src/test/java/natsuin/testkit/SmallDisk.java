package natsuin.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A disk of few megabytes that can be full (tmpfs: Linux, as root). */
public final class SmallDisk implements AutoCloseable {
  private static final String NAME = "natsuin-trial";
  private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();
  private final Path place;

  private SmallDisk(Path place) {
    this.place = place;
  }

  /**
   * Whether there can be one here; otherwise those that are asked for are part of the large one.
   */
  public static boolean isPossible() {
    return System.getProperty("user.name").equals("root") && Files.exists(Path.of("/proc/mounts"));
  }

  /** Mounted here; the directory is made. What killed trials left in {@code target} goes. */
  public static SmallDisk at(Path place, int megabytes) throws IOException {
    Path made = Files.createDirectories(place.toAbsolutePath().normalize());
    if (isPossible()) {
      takeAwayOld();
      String options = "size=%dm,mode=0700".formatted(megabytes);
      run(List.of("mount", "-t", "tmpfs", "-o", options, NAME, made.toString()));
      OURS.add(made);
    }
    return new SmallDisk(made);
  }

  private static void takeAwayOld() throws IOException {
    Path target = Path.of("target").toAbsolutePath();
    for (String line : Files.readAllLines(Path.of("/proc/mounts"))) {
      String[] words = line.split(" ", -1);
      Path mounted = Path.of(words[1]);
      if (words[0].equals(NAME) && mounted.startsWith(target) && !OURS.contains(mounted)) {
        run(List.of("umount", "-l", words[1]));
      }
    }
  }

  /** Where it is. */
  public Path place() {
    return place;
  }

  /** Not a byte is left. */
  public void fill() {
    byte[] nothing = new byte[1 << 16];
    for (int piece = nothing.length; piece > 0; piece /= 16) {
      try (OutputStream out = Files.newOutputStream(place.resolve("filler-" + piece))) {
        while (true) {
          out.write(nothing, 0, piece);
        }
      } catch (IOException full) {
        // that is what was asked for
      }
    }
  }

  /** Somebody has made room. */
  public void free() throws IOException {
    try (var fillers = Files.newDirectoryStream(place, "filler-*")) {
      for (Path filler : fillers) {
        Files.delete(filler);
      }
    }
  }

  @Override
  public void close() {
    try {
      if (!OURS.remove(place)) {
        return;
      }
      run(List.of("umount", "-l", place.toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void run(List<String> command) throws IOException {
    try {
      int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
      if (exit != 0) {
        throw new IOException(command + " failed with " + exit);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
