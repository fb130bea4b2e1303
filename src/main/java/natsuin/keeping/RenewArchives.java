package natsuin.keeping;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import natsuin.bus.Announcement.ContractTouched;
import natsuin.documents.Increment;
import natsuin.keeping.ArchiveStore.Archived;
import natsuin.kernel.BankTime;
import natsuin.kernel.FailureException;
import natsuin.pdf.DocumentBytes;
import natsuin.signing.RenewArchive.Renewal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renews archive timestamps before they lapse (SIG-5), one document after the other. Two nodes at
 * once are harmless: a document takes an increment only upon the revision that it was made for, and
 * whoever comes second has nothing to report. On a thread that may wait.
 */
final class RenewArchives {
  private static final Logger LOG = LoggerFactory.getLogger(RenewArchives.class);

  /** Then other tasks have their turn, and this one comes again. */
  private static final int MOST_A_RUN = 1000;

  /** Somebody else appended to the document meanwhile. */
  private static final String FASTER = "document-changed";

  private final KeepingTools tools;

  RenewArchives(KeepingTools tools) {
    this.tools = tools;
  }

  /** Looks at new documents, then renews what is due; answers how many it renewed. */
  int run() {
    each(
        after -> ArchiveStore.unknown(tools.database().client(), tools.clock().instant(), after),
        document -> trying(document, this::look));
    var renewed = new int[1];
    each(
        this::due,
        document -> {
          if (isKeptLonger(document) || isTooOld(document)) {
            trying(document, archived -> renewed[0] += renew(archived) ? 1 : 0);
          }
        });
    return renewed[0];
  }

  private Future<List<Archived>> due(@Nullable UUID after) {
    return ArchiveStore.due(
        tools.database().client(), tools.configuration(), tools.clock().instant(), after);
  }

  private static void each(
      Function<@Nullable UUID, Future<List<Archived>>> next, Consumer<Archived> work) {
    List<Archived> batch = next.apply(null).await();
    for (int done = 0; done < MOST_A_RUN && !batch.isEmpty(); done += batch.size()) {
      batch.forEach(work);
      batch = next.apply(batch.getLast().document()).await();
    }
  }

  /** What is erased before its timestamp lapses needs no other. */
  private boolean isKeptLonger(Archived archived) {
    return tools
        .configuration()
        .rule()
        .until(archived.drawdown(), archived.concludedAt(), archived.endedAt())
        .map(until -> !BankTime.startOf(until.plusDays(1)).isBefore(ends(archived)))
        .orElse(true);
  }

  /** Its algorithms fall before its authority ends, so that when it is erased does not matter. */
  private boolean isTooOld(Archived archived) {
    return tools
        .configuration()
        .madeBefore()
        .map(day -> archived.made() != null && archived.made().isBefore(BankTime.startOf(day)))
        .orElse(false);
  }

  private static Instant ends(Archived archived) {
    return Optional.ofNullable(archived.ends()).orElse(Instant.MAX);
  }

  private void trying(Archived archived, Consumer<Archived> work) {
    try {
      work.accept(archived);
    } catch (FailureException failure) {
      if (!failure.failure().code().equals(FASTER)) {
        note(archived, failure.failure().code(), failure);
      }
    } catch (Exception fault) {
      note(archived, "renewal-failed", fault);
    }
  }

  private void note(Archived archived, String code, Exception cause) {
    LOG.warn("The archive of document {} waits: {}", archived.document(), code, cause);
    tools
        .database()
        .tx(
            tx ->
                ArchiveStore.hold(tx, archived)
                    .compose(
                        held ->
                            held
                                ? TroubleStore.note(
                                    tx,
                                    archived.document(),
                                    archived.contract(),
                                    "renew",
                                    code,
                                    tools.clock().instant())
                                : Future.succeededFuture()))
        .await();
  }

  private DocumentBytes load(Archived archived) {
    return tools
        .documents()
        .load(tools.database().client(), archived.document(), archived.revision())
        .await();
  }

  private void look(Archived archived) {
    var db = tools.database().client();
    var archive = tools.archives().look(load(archived));
    ArchiveStore.note(db, archived.document(), archived.revision(), archive).await();
    TroubleStore.settle(db, archived.document()).await();
  }

  private boolean renew(Archived archived) {
    DocumentBytes document = load(archived);
    Renewal renewal = tools.archives().renew(document);
    DocumentBytes whole = document.append(renewal.increment());
    var increment =
        new Increment(
            archived.document(),
            archived.revision(),
            renewal.increment(),
            whole.length(),
            whole.sha256(),
            "archive");
    boolean done = tools.database().tx(tx -> append(tx, archived, increment, renewal)).await();
    if (done) {
      tools.announcements().say(new ContractTouched(archived.contract(), archived.branch()));
    }
    return done;
  }

  private Future<Boolean> append(
      SqlConnection tx, Archived archived, Increment increment, Renewal renewal) {
    return ArchiveStore.hold(tx, archived)
        .compose(
            held ->
                held
                    ? appendHeld(tx, archived, increment, renewal).map(true)
                    : Future.succeededFuture(false));
  }

  private Future<Void> appendHeld(
      SqlConnection tx, Archived archived, Increment increment, Renewal renewal) {
    return tools
        .documents()
        .append(tx, increment)
        .compose(
            revision ->
                ArchiveStore.note(tx, archived.document(), revision, Optional.of(renewal.archive()))
                    .compose(done -> TroubleStore.settle(tx, archived.document()))
                    .compose(
                        done ->
                            tools
                                .audit()
                                .record(
                                    tx,
                                    KeepingTools.ACTOR,
                                    "document.archive-renewed",
                                    "document:" + archived.document(),
                                    archived.branch(),
                                    new JsonObject()
                                        .put("contract", archived.contract().toString())
                                        .put("revision", revision)
                                        .put("until", renewal.archive().ends().toString()))));
  }
}
