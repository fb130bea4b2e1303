package natsuin.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Files for browsers, from a directory or from a library: kept in memory, tagged by content,
 * compressed once. A file of the directory that changes is seen at the next request.
 */
public final class StaticFiles {
  private record Kept(StaticFile file, FileTime changed) {}

  private static final FileTime NEVER = FileTime.fromMillis(0);

  private final Source source;
  private final String caching;
  private final Map<String, Kept> kept = new ConcurrentHashMap<>();

  private interface Source {
    /** When the file changed, if there is one. */
    Optional<FileTime> changed(String path) throws IOException;

    byte[] read(String path) throws IOException;
  }

  private StaticFiles(Source source, String caching) {
    this.source = source;
    this.caching = caching;
  }

  /** Files in a directory; browsers ask each time whether theirs is still right. */
  public static StaticFiles directory(Path root) {
    return new StaticFiles(new Directory(root.toAbsolutePath().normalize()), "no-cache");
  }

  /** Files of a library under this resource path; browsers keep them for a day. */
  public static StaticFiles bundled(String prefix) {
    return new StaticFiles(new Library(prefix), "public, max-age=86400");
  }

  /** Texts that this program makes when it starts, by name; browsers ask each time. */
  public static StaticFiles made(Map<String, String> texts) {
    return new StaticFiles(new Made(Map.copyOf(texts)), "no-cache");
  }

  /** Sends the file with this status; false where there is none. */
  public boolean send(RoutingContext context, String path, int status) {
    Optional<StaticFile> found = find(path);
    found.ifPresent(file -> send(context, file, status));
    return found.isPresent();
  }

  private void send(RoutingContext context, StaticFile file, int status) {
    var request = context.request();
    var response =
        context
            .response()
            .setStatusCode(status)
            .putHeader("Content-Type", file.type())
            .putHeader("Cache-Control", caching)
            .putHeader("ETag", file.etag());
    if (status == 200 && file.etag().equals(request.getHeader("If-None-Match"))) {
      response.setStatusCode(304).end();
      return;
    }
    byte[] bytes = file.bytes();
    if (file.gzip().isPresent()) {
      response.putHeader("Vary", "Accept-Encoding");
      String accepted = request.getHeader("Accept-Encoding");
      if (accepted != null && accepted.contains("gzip")) {
        response.putHeader("Content-Encoding", "gzip");
        bytes = file.gzip().get();
      }
    }
    response.end(Buffer.buffer(bytes));
  }

  private Optional<StaticFile> find(String path) {
    if (!path.matches("[A-Za-z0-9_@./-]{1,200}") || path.contains("..") || path.contains("/.")) {
      return Optional.empty();
    }
    try {
      Optional<FileTime> changed = source.changed(path);
      if (changed.isEmpty()) {
        return Optional.empty();
      }
      Kept present = kept.get(path);
      if (present == null || !present.changed().equals(changed.get())) {
        present = new Kept(StaticFile.of(path, source.read(path)), changed.get());
        kept.put(path, present);
      }
      return Optional.of(present.file());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record Directory(Path root) implements Source {
    @Override
    public Optional<FileTime> changed(String path) throws IOException {
      Path file = root.resolve(path).normalize();
      return file.startsWith(root) && Files.isRegularFile(file)
          ? Optional.of(Files.getLastModifiedTime(file))
          : Optional.empty();
    }

    @Override
    public byte[] read(String path) throws IOException {
      return Files.readAllBytes(root.resolve(path));
    }
  }

  private record Library(String prefix) implements Source {
    @Override
    public Optional<FileTime> changed(String path) {
      boolean file = path.lastIndexOf('.') > path.lastIndexOf('/');
      return file && StaticFiles.class.getResource(prefix + path) != null
          ? Optional.of(NEVER)
          : Optional.empty();
    }

    @Override
    public byte[] read(String path) throws IOException {
      try (InputStream in = StaticFiles.class.getResourceAsStream(prefix + path)) {
        return in == null ? new byte[0] : in.readAllBytes();
      }
    }
  }

  private record Made(Map<String, String> texts) implements Source {
    @Override
    public Optional<FileTime> changed(String path) {
      return texts.containsKey(path) ? Optional.of(NEVER) : Optional.empty();
    }

    @Override
    public byte[] read(String path) {
      return texts.getOrDefault(path, "").getBytes(StandardCharsets.UTF_8);
    }
  }
}
