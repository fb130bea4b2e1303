package natsuin.audit;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Checks that nobody has altered the trail (SEC-4). */
public final class AuditChain {
  private static final int BATCH = 1000;

  /**
   * The end of the chain as it was seen at some moment. Kept elsewhere, it proves later that
   * nothing up to there was cut off or rewritten.
   */
  public record Head(long seq, String hash) {
    /** Written {@code 42:ab12…}. */
    @Override
    public String toString() {
      return seq + ":" + hash;
    }

    /**
     * Reads what {@link #toString} wrote.
     *
     * @throws IllegalArgumentException if it is something else
     */
    public static Head parse(String text) {
      int colon = text.indexOf(':');
      if (colon < 1 || !text.substring(colon + 1).matches("[0-9a-f]{64}")) {
        throw new IllegalArgumentException("a head is written NUMBER:HASH");
      }
      return new Head(Long.parseLong(text.substring(0, colon)), text.substring(colon + 1));
    }
  }

  /** What the check found. */
  public sealed interface Verdict {
    /** Every event is as it was written; this is the end of the chain. */
    record Intact(Head head) implements Verdict {}

    /** From this number on, the trail is not what was written. */
    record Broken(long seq, Fault fault) implements Verdict {}
  }

  /** How a chain can be broken. */
  public enum Fault {
    /** The number before is not there: events were taken out. */
    GAP,
    /** The event names another predecessor than the one before it. */
    NOT_LINKED,
    /** The event's contents do not have its hash. */
    ALTERED,
    /** The chain ends before the remembered head. */
    CUT,
    /** The event at the remembered head is another one now: the chain was written anew. */
    REWRITTEN
  }

  private AuditChain() {}

  /**
   * Reads the whole trail, a thousand events at a time; waits. The next thousand are on their way
   * while these are checked.
   *
   * @param remembered a head that was kept elsewhere; without one, a cut tail goes unnoticed
   * @param progress is told after each thousand how many were checked
   */
  public static Verdict verify(SqlClient db, Optional<Head> remembered, LongConsumer progress) {
    AuditStore.Head last = new AuditStore.Head(0, AuditHash.NONE);
    List<AuditEvent> events = AuditStore.after(db, 0, BATCH).await();
    while (!events.isEmpty()) {
      AuditEvent newest = events.getLast();
      Future<List<AuditEvent>> next = AuditStore.after(db, newest.seq(), BATCH);
      Optional<Verdict> broken = check(last, events, remembered);
      if (broken.isPresent()) {
        return broken.get();
      }
      last = new AuditStore.Head(newest.seq(), newest.hash());
      progress.accept(newest.seq());
      events = next.await();
    }
    return end(last, remembered);
  }

  private static Optional<Verdict> check(
      AuditStore.Head last, List<AuditEvent> events, Optional<Head> remembered) {
    long seq = last.seq();
    byte[] hash = last.hash();
    for (AuditEvent event : events) {
      seq++;
      Fault fault = fault(event, seq, hash, remembered);
      if (fault != null) {
        return Optional.of(new Verdict.Broken(seq, fault));
      }
      hash = event.hash();
    }
    return Optional.empty();
  }

  private static @Nullable Fault fault(
      AuditEvent event, long seq, byte[] previous, Optional<Head> remembered) {
    if (event.seq() != seq) {
      return Fault.GAP;
    }
    if (!Arrays.equals(event.previous(), previous)) {
      return Fault.NOT_LINKED;
    }
    if (!Arrays.equals(event.hash(), event.expectedHash())) {
      return Fault.ALTERED;
    }
    boolean other =
        remembered
            .filter(head -> head.seq() == seq && !head.hash().equals(hex(event.hash())))
            .isPresent();
    return other ? Fault.REWRITTEN : null;
  }

  private static Verdict end(AuditStore.Head last, Optional<Head> remembered) {
    return remembered.filter(head -> head.seq() > last.seq()).isPresent()
        ? new Verdict.Broken(last.seq() + 1, Fault.CUT)
        : new Verdict.Intact(new Head(last.seq(), hex(last.hash())));
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
