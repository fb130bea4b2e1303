package natsuin.testkit;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.sqlclient.SqlConnection;
import natsuin.pg.Database;

/** A transaction that stays open until it is told how to end. */
public final class HeldTransaction implements AutoCloseable {
  private final Promise<Void> end = Promise.promise();
  private final SqlConnection connection;
  private final Future<Void> over;

  /** Begins it. */
  public HeldTransaction(Database database) {
    Promise<SqlConnection> begun = Promise.promise();
    this.over =
        database.tx(
            tx -> {
              tx.query("set local idle_in_transaction_session_timeout = 0")
                  .execute()
                  .onSuccess(set -> begun.tryComplete(tx))
                  .onFailure(begun::tryFail);
              return end.future();
            });
    this.connection = begun.future().await();
  }

  /** Runs in it. */
  public SqlConnection connection() {
    return connection;
  }

  /** All of it. */
  public void commit() {
    end.complete();
    over.await();
  }

  /** Nothing of it, if it is still open. */
  @Override
  public void close() {
    end.tryFail("undone");
    over.otherwiseEmpty().await();
  }
}
