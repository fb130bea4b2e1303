package natsuin.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import natsuin.pg.PostgresConfiguration;
import natsuin.testkit.World;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MigrationIT {
  @RegisterExtension static final World WORLD = new World();

  private static final int EXPANDED = 9003;
  private static final int CONTRACTED = 9004;

  /** Two seconds that a migration waits for a table, and a slow machine. */
  private static final Duration NOTICED = Duration.ofMillis(3500);

  @Test
  @Order(1)
  @DisplayName(
      "OPS-6: a migration that has to wait for somebody's long transaction keeps nobody else"
          + " waiting behind it, and is done when that ends; the program before starts again on it")
  void nobodyWaits() throws Exception {
    try (var slow = connect();
        var quick = connect()) {
      slow.setAutoCommit(false);
      read(slow);
      var migrated = CompletableFuture.supplyAsync(() -> migrate("expand"));
      await().atMost(Duration.ofSeconds(30)).until(() -> waiting(quick) > 0);
      long until = System.nanoTime() + Duration.ofSeconds(6).toNanos();
      while (System.nanoTime() < until) {
        long begun = System.nanoTime();
        read(quick);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(NOTICED);
      }
      assertThat(migrated).isNotDone();
      slow.rollback();
      assertThat(migrated.get()).isEqualTo(EXPANDED);
    }
    assertThat(Migration.run(postgres())).isEqualTo(WORLD.node().schema());
  }

  @Test
  @Order(2)
  @DisplayName(
      "OPS-6: what takes away is refused while a node is at work that needs it, and names it;"
          + " afterwards programs that need it do not start")
  void takesNothingAway() throws Exception {
    await().untilAsserted(() -> assertThat(query("select count(*) from node")).isEqualTo(1));
    assertThatThrownBy(() -> migrateTo("expand", "contract"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(WORLD.node().cluster().address());
    assertThat(query("select oldest from schema_floor")).isZero();

    WORLD.node().close();
    assertThat(migrateTo("expand", "contract")).isEqualTo(CONTRACTED);
    assertThatThrownBy(() -> Migration.run(postgres()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(String.valueOf(EXPANDED));
    assertThat(migrateTo("expand")).isEqualTo(EXPANDED);
  }

  private static int migrate(String... further) {
    try {
      return migrateTo(further);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int migrateTo(String... further) throws IOException {
    var places =
        Stream.of(further)
            .map(each -> MigrationIT.class.getResource("/upgrade/" + each + "/"))
            .toArray(URL[]::new);
    try (var classes = new URLClassLoader(places, MigrationIT.class.getClassLoader())) {
      return Migration.run(postgres(), classes);
    }
  }

  private static PostgresConfiguration postgres() {
    return WORLD.node().configuration().postgres();
  }

  private static Connection connect() throws SQLException {
    var to = postgres();
    return DriverManager.getConnection(to.jdbcUrl(), to.user(), to.password().value());
  }

  private static void read(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("select count(*) from organization");
    }
  }

  private static long waiting(Connection connection) throws SQLException {
    return number(
        connection, "select count(*) from pg_locks where not granted and locktype = 'relation'");
  }

  private static long query(String sql) throws SQLException {
    try (var connection = connect()) {
      return number(connection, sql);
    }
  }

  private static long number(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
