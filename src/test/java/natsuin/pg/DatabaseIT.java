package natsuin.pg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import natsuin.kernel.FailureException;
import natsuin.testkit.World;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseIT {
  @RegisterExtension static final World WORLD = new World();

  private static final String UNDONE_BY_OTHERS =
      "do $$ begin raise exception using errcode = '40001'; end $$";

  @Test
  @DisplayName(
      "A transaction that others undid runs again, and its first try leaves nothing behind")
  void runsAgain() {
    var database = WORLD.database();
    database.client().query("create table tries (n int)").execute().await();
    var tries = new AtomicInteger();
    database
        .tx(
            connection ->
                connection
                    .query("insert into tries values (1)")
                    .execute()
                    .compose(
                        done ->
                            tries.incrementAndGet() < 3
                                ? connection.query(UNDONE_BY_OTHERS).execute().mapEmpty()
                                : Future.succeededFuture()))
        .await();
    Row count =
        database.client().query("select count(*) from tries").execute().await().iterator().next();
    assertThat(tries).hasValue(3);
    assertThat(count.getLong(0)).isEqualTo(1);
  }

  @Test
  @DisplayName("It does not run for ever, and not again for a fault of its own")
  void givesUp() {
    var tries = new AtomicInteger();
    assertThatThrownBy(() -> failing(tries, UNDONE_BY_OTHERS)).hasMessageContaining("40001");
    assertThat(tries).hasValue(3);
    tries.set(0);
    assertThatThrownBy(() -> failing(tries, "select 1/0")).hasMessageContaining("22012");
    assertThat(tries).hasValue(1);
  }

  @Test
  @DisplayName(
      "OPS-3: a statement whose server process ends fails at once, alone or in a transaction")
  void terminated() {
    var database = WORLD.database();
    var alone = database.client().preparedQuery(ENDLESS).execute();
    var inTransaction =
        database.tx(
            tx ->
                tx.query("select 1")
                    .execute()
                    .compose(done -> tx.preparedQuery(ENDLESS).execute()));
    await().until(() -> terminate() >= 2);
    for (Future<?> each : List.of(alone, inTransaction)) {
      assertThatThrownBy(() -> each.timeout(5, TimeUnit.SECONDS).await())
          .satisfies(
              fault -> assertThat(Database.translate(fault)).hasMessageContaining("database-away"));
    }
  }

  @Test
  @DisplayName(
      "OPS-3: who waits in vain for a connection to a silent server is told that it is away")
  void silent() {
    var database = WORLD.database();
    var held =
        Stream.generate(() -> database.client().query("select pg_sleep(8)").execute())
            .limit(WORLD.node().configuration().postgres().poolSize())
            .toList();
    assertThatThrownBy(() -> database.client().query("select 1").execute().await())
        .satisfies(
            fault -> assertThat(Database.translate(fault)).hasMessageContaining("database-away"));
    Future.join(held).await();
  }

  @Test
  @DisplayName(
      "OPS-3: who was about to connect when all moved on to a new primary is told that it is away")
  void movedOn() {
    var left = WORLD.node().vertx().createNetClient();
    left.close().await();
    assertThatThrownBy(() -> left.connect(1, "localhost").await())
        .satisfies(
            fault -> assertThat(Database.translate(fault)).hasMessageContaining("database-away"));
  }

  private static final String ENDLESS = "select 1 from pg_sleep(600)";
  private static final AtomicInteger TERMINATED = new AtomicInteger();

  private static int terminate() {
    WORLD
        .database()
        .client()
        .preparedQuery(
            "select pg_terminate_backend(pid) from pg_stat_activity where query = $1 and state ="
                + " 'active'")
        .execute(Tuple.of(ENDLESS))
        .await()
        .forEach(row -> TERMINATED.incrementAndGet());
    return TERMINATED.get();
  }

  @ParameterizedTest
  @ValueSource(strings = {"select $1::text", "select jsonb_build_object('reason', $1::text)"})
  @DisplayName(
      "attack: the character 0, which no text can keep, is the sender's fault and not ours")
  void characterZero(String statement) {
    var asked = WORLD.database().client().preparedQuery(statement).execute(Tuple.of("a\u0000b"));
    assertThatThrownBy(asked::await)
        .satisfies(
            fault -> assertThat(Database.translate(fault)).isInstanceOf(FailureException.class));
  }

  private static void failing(AtomicInteger tries, String statement) {
    WORLD
        .database()
        .tx(
            connection -> {
              tries.incrementAndGet();
              return connection.query(statement).execute();
            })
        .await();
  }
}
