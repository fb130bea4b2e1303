package natsuin.boot.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Mails that were caught, one file each: a line with the recipient, then the mail as it came. */
public final class Mailbox {
  private static final int KEPT = 500;
  private final Path directory;
  private final InstantSource clock;
  private final List<Mail> mails = new ArrayList<>();

  private Mailbox(Path directory, InstantSource clock) {
    this.directory = directory;
    this.clock = clock;
  }

  /** The mailbox in this directory, with what it holds already. */
  static Mailbox open(Path directory, InstantSource clock) throws IOException {
    var mailbox = new Mailbox(directory, clock);
    mailbox.readWhatIsNew();
    return mailbox;
  }

  /** Newest first: those for this address, or all where it is empty. */
  public synchronized List<Mail> to(String address) {
    try {
      readWhatIsNew();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String wanted = address.toLowerCase(Locale.ROOT);
    return mails.reversed().stream()
        .filter(mail -> wanted.isEmpty() || mail.to().toLowerCase(Locale.ROOT).equals(wanted))
        .toList();
  }

  synchronized void add(String to, byte[] message) {
    long id = mails.isEmpty() ? 1 : mails.getLast().id() + 1;
    Instant at = clock.instant();
    try {
      mails.add(Mail.parse(id, to, at, message));
      Path fresh = Files.createTempFile(directory, "mail", ".part");
      Files.write(fresh, withEnvelope(to, at, message));
      Files.move(fresh, file(id));
      while (mails.size() > KEPT) {
        Files.deleteIfExists(file(mails.removeFirst().id()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Another program may catch mails for this directory. */
  private void readWhatIsNew() throws IOException {
    long last = mails.isEmpty() ? 0 : mails.getLast().id();
    try (var files = Files.newDirectoryStream(directory, file -> isMail(file) && id(file) > last)) {
      for (Path file : files) {
        readIfThere(file).ifPresent(mails::add);
      }
    }
    mails.sort(Comparator.comparingLong(Mail::id));
    while (mails.size() > KEPT) {
      mails.removeFirst(); // whoever catches them takes the file away
    }
  }

  /** Whoever catches them may take an old one away between our look around and our reading. */
  private static Optional<Mail> readIfThere(Path file) throws IOException {
    try {
      return Optional.of(read(file));
    } catch (NoSuchFileException gone) {
      return Optional.empty();
    }
  }

  private static boolean isMail(Path file) {
    return file.getFileName().toString().endsWith(".eml");
  }

  private static long id(Path file) {
    String name = file.getFileName().toString();
    return Long.parseLong(name.substring(0, name.indexOf('.')));
  }

  private Path file(long id) {
    return directory.resolve("%09d.eml".formatted(id));
  }

  private static byte[] withEnvelope(String to, Instant at, byte[] message) {
    byte[] envelope = (at + " " + to + "\n").getBytes(StandardCharsets.UTF_8);
    byte[] all = Arrays.copyOf(envelope, envelope.length + message.length);
    System.arraycopy(message, 0, all, envelope.length, message.length);
    return all;
  }

  private static Mail read(Path file) throws IOException {
    byte[] all = Files.readAllBytes(file);
    int end = 0;
    while (all[end] != '\n') {
      end++;
    }
    String[] envelope = new String(all, 0, end, StandardCharsets.UTF_8).split(" ", 2);
    return Mail.parse(
        id(file),
        envelope[1],
        Instant.parse(envelope[0]),
        Arrays.copyOfRange(all, end + 1, all.length));
  }
}
