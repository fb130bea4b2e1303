package natsuin.clientissue;

import static org.awaitility.Awaitility.await;

import natsuin.testkit.HeldTransaction;
import natsuin.testkit.World;

/** Holds every issue up between the authority's key and the file, until it is closed. */
final class HeldIssues implements AutoCloseable {
  private final World world;
  private final HeldTransaction held;

  HeldIssues(World world) {
    this.world = world;
    this.held = new HeldTransaction(world.database());
    held.connection().query("lock table client_certificate in exclusive mode").execute().await();
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
    held.close();
  }
}
