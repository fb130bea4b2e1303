package natsuin.pg;

import io.vertx.core.Future;
import io.vertx.sqlclient.PrepareOptions;
import io.vertx.sqlclient.PreparedQuery;
import io.vertx.sqlclient.Query;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import java.util.function.Supplier;

/** Single statements on whichever pool is in force when they are run, however long it is held. */
record PrimaryClient(Supplier<? extends SqlClient> now) implements SqlClient {
  @Override
  public Query<RowSet<Row>> query(String sql) {
    return now.get().query(sql);
  }

  @Override
  public PreparedQuery<RowSet<Row>> preparedQuery(String sql) {
    return now.get().preparedQuery(sql);
  }

  @Override
  public PreparedQuery<RowSet<Row>> preparedQuery(String sql, PrepareOptions options) {
    return now.get().preparedQuery(sql, options);
  }

  /** The pool is not its holder's to close. */
  @Override
  public Future<Void> close() {
    return Future.failedFuture(new UnsupportedOperationException());
  }
}
