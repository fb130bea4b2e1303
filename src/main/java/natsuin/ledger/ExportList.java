package natsuin.ledger;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import natsuin.http.Csv;
import natsuin.kernel.Failure;
import natsuin.pg.Database;

/**
 * Everything that was found, as one file and as of one moment. So many at a time on a node; whoever
 * comes when all are taken tries again.
 */
final class ExportList {
  /** More rows than anybody reads: the search has to be narrowed. */
  private static final int MOST = 50_000;

  private static final int BATCH = 1_000;
  private static final Duration SHORTLY = Duration.ofSeconds(5);
  private final Database database;
  private final int batch;
  private final int most;
  private final Semaphore places = new Semaphore(2);

  ExportList(Database database) {
    this(database, BATCH, MOST);
  }

  /** Reads so many rows at a time, and gives no more than {@code most}. */
  ExportList(Database database, int batch, int most) {
    this.database = database;
    this.batch = batch;
    this.most = most;
  }

  /** What comes out. */
  record File(String text, int rows) {}

  /** Reads one page of the list that is exported. */
  interface Pages {
    Future<Found> page(SqlConnection db, Page page);
  }

  /** The whole file; on a virtual thread. Fails as Busy, or as Refused where it is too much. */
  File export(Page order, Pages pages, String head, Function<JsonObject, String> line) {
    if (!places.tryAcquire()) {
      throw new Failure.Busy(SHORTLY).exception();
    }
    try {
      var text = new StringBuilder(Csv.MARK).append(head);
      int rows = database.asOfOneMoment(tx -> append(tx, order, pages, 1, text, line)).await();
      return new File(text.toString(), rows);
    } finally {
      places.release();
    }
  }

  private Future<Integer> append(
      SqlConnection tx,
      Page order,
      Pages pages,
      int number,
      StringBuilder text,
      Function<JsonObject, String> line) {
    return pages
        .page(tx, new Page(number, batch, order.sort(), order.ascending()))
        .compose(
            found -> {
              List<JsonObject> rows = found.rows();
              int read = (number - 1) * batch + rows.size();
              if (read > most) {
                return Future.failedFuture(new Failure.Refused("too-many-rows").exception());
              }
              rows.forEach(row -> text.append(line.apply(row)));
              return rows.size() < batch
                  ? Future.succeededFuture(read)
                  : append(tx, order, pages, number + 1, text, line);
            });
  }
}
