package natsuin.clientissue;

import static org.awaitility.Awaitility.await;

import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import natsuin.testkit.World;

/** Holds every issue up between the authority's key and the file, until it is closed. */
final class HeldIssues implements AutoCloseable {
  private final World world;
  private final SqlConnection connection;

  HeldIssues(World world) {
    this.world = world;
    this.connection = ((Pool) world.database().client()).getConnection().await();
    connection.query("begin").execute().await();
    connection.query("lock table client_certificate in exclusive mode").execute().await();
  }

  /** Until one is held up. */
  void untilOneWaits() {
    await().until(() -> waiting() > 0);
  }

  private long waiting() {
    return world
        .database()
        .client()
        .query("select count(*) from pg_locks where not granted and locktype = 'relation'")
        .execute()
        .await()
        .iterator()
        .next()
        .getLong(0);
  }

  @Override
  public void close() {
    connection.query("rollback").execute().await();
    connection.close().await();
  }
}
