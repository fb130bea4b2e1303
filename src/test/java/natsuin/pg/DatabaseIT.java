package natsuin.pg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.concurrent.atomic.AtomicInteger;
import natsuin.testkit.World;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

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
