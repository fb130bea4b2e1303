package natsuin.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A disk of few megabytes that can be full (tmpfs: Linux, as root). */
public final class SmallDisk implements AutoCloseable {
  private final Path place;

  private SmallDisk(Path place) {
    this.place = place;
  }

  /** Mounted here; the directory is made. */
  public static SmallDisk at(Path place, int megabytes) throws IOException {
    Path made = Files.createDirectories(place.toAbsolutePath().normalize());
    String options = "size=%dm,mode=0700".formatted(megabytes);
    run(List.of("mount", "-t", "tmpfs", "-o", options, "natsuin-trial", made.toString()));
    return new SmallDisk(made);
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
