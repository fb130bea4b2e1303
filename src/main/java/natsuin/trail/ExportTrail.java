package natsuin.trail;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import natsuin.http.Csv;
import natsuin.kernel.BankTime;
import natsuin.kernel.Failure;

/**
 * All that was found, oldest first, in portions as the reader takes them: a million events need no
 * more memory than a thousand. So many at a time on a node. On a virtual thread.
 */
final class ExportTrail {
  private static final int PORTION = 1_000;
  private static final Duration SHORTLY = Duration.ofSeconds(5);
  private final TrailStore store;
  private final Set<UUID> busy = ConcurrentHashMap.newKeySet();
  private final Semaphore places = new Semaphore(8);

  ExportTrail(TrailStore store) {
    this.store = store;
  }

  /** How an event is written. */
  enum Format {
    /** For spreadsheets. */
    CSV("text/csv; charset=utf-8; header=present"),
    /** A JSON object a line, for programs. */
    JSONL("application/x-ndjson");

    final String type;

    Format(String type) {
      this.type = type;
    }

    String head() {
      return switch (this) {
        case CSV ->
            Csv.MARK
                + Csv.line(
                    List.of("seq", "at", "actor", "action", "subject", "branch", "detail", "hash"));
        case JSONL -> "";
      };
    }

    String line(TrailStore.Event event) {
      return switch (this) {
        case CSV -> csv(event);
        case JSONL -> ReadTrail.json(event).encode() + "\n";
      };
    }

    private static String csv(TrailStore.Event event) {
      return Csv.line(
          List.of(
              Long.toString(event.seq()),
              event.at().atZone(BankTime.ZONE).toOffsetDateTime().toString(),
              event.actor(),
              event.action(),
              event.subject(),
              event.branch().map(Object::toString).orElse(""),
              event.detail() instanceof JsonObject detail
                  ? detail.encode()
                  : String.valueOf(event.detail()),
              event.hash()));
    }
  }

  /**
   * Does it on a place of one's own, one a person; fails as Busy before anything is done, where
   * this person or everybody has none left.
   */
  void onPlace(UUID person, Runnable work) {
    if (!busy.add(person)) {
      throw new Failure.Busy(SHORTLY).exception();
    }
    try {
      if (!places.tryAcquire()) {
        throw new Failure.Busy(SHORTLY).exception();
      }
      try {
        work.run();
      } finally {
        places.release();
      }
    } finally {
      busy.remove(person);
    }
  }

  /** Writes it, each portion when the one before is taken. */
  void export(Search search, Format format, Consumer<String> out) {
    String head = format.head();
    if (!head.isEmpty()) {
      out.accept(head);
    }
    long after = 0;
    List<TrailStore.Event> events;
    do {
      events = store.events(search, new TrailStore.From(after, false), PORTION).await();
      StringBuilder text = new StringBuilder();
      events.forEach(event -> text.append(format.line(event)));
      if (!events.isEmpty()) {
        after = events.getLast().seq();
        out.accept(text.toString());
      }
    } while (events.size() == PORTION);
  }
}
