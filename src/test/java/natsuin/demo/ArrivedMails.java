package natsuin.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Every mail that ever arrived: the mailbox itself keeps the newest few hundred only. */
final class ArrivedMails implements AutoCloseable {
  private static final Pattern MESSAGE_ID = Pattern.compile("(?m)^Message-ID: <([0-9a-f-]{36})@");
  private static final long LOOK_NANOS = 500_000_000L;

  private final Path mailbox;
  private final Set<Path> read = new HashSet<>();
  private final Set<String> arrived = new HashSet<>();
  private volatile boolean over;

  private ArrivedMails(Path mailbox) {
    this.mailbox = mailbox;
  }

  /** Looks into it until it is closed. */
  static ArrivedMails in(Path mailbox) {
    var mails = new ArrivedMails(mailbox);
    Thread.ofVirtual()
        .start(
            () -> {
              while (!mails.over) {
                mails.look();
                LockSupport.parkNanos(LOOK_NANOS);
              }
            });
    return mails;
  }

  /** Those of these mails that are not among them. */
  synchronized List<String> without(List<String> sent) {
    look();
    return sent.stream().filter(id -> !arrived.contains(id)).toList();
  }

  private synchronized void look() {
    try (var files = Files.newDirectoryStream(mailbox, "*.eml")) {
      for (Path file : files) {
        if (read.add(file)) {
          note(text(file));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void note(@Nullable String mail) {
    if (mail != null) {
      MESSAGE_ID.matcher(mail).results().forEach(id -> arrived.add(id.group(1)));
    }
  }

  private static @Nullable String text(Path file) throws IOException {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException sweptMeanwhile) {
      return null;
    }
  }

  @Override
  public void close() {
    over = true;
  }
}
