package natsuin.boot;

import static natsuin.boot.DoctorSeat.told;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import natsuin.boot.embedded.OwnRedis;
import natsuin.kernel.FreePort;
import natsuin.testkit.TcpGate;
import natsuin.testkit.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * PostgreSQL and Redis in every bad state that the doctor knows, as an operator meets it (OPS-5).
 */
@DisplayName("bin/doctor, databases in bad states (OPS-5)")
@Timeout(60)
class DoctorDatabasesIT {
  @RegisterExtension static final World WORLD = new World();
  private static final String BAD = "doctor_bad";

  @TempDir Path directory;
  private DoctorSeat seat = new DoctorSeat(WORLD, Path.of(""));

  @BeforeEach
  void sit() {
    seat = new DoctorSeat(WORLD, directory);
  }

  private static void sql(String database, String... statements) {
    var postgres = WORLD.node().configuration().postgres();
    String url = postgres.using(database, 1).jdbcUrl();
    try (var connection =
            DriverManager.getConnection(url, "postgres", postgres.password().value());
        var statement = connection.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @AfterEach
  void mend() {
    sql(
        "postgres",
        "alter system reset all",
        "select pg_reload_conf()",
        "drop database if exists " + BAD + " with (force)",
        "drop role if exists crowded");
  }

  @Test
  @DisplayName(
      "PostgreSQL that loses what it acknowledged, takes no writes, waits for a standby that is not"
          + " there, and has room for too few nodes: each an error or warning with its value")
  void postgresSettings() throws IOException {
    sql(
        "postgres",
        "create database " + BAD + " template natsuin_template owner natsuin",
        "alter database " + BAD + " set synchronous_commit = off",
        "alter database " + BAD + " set default_transaction_read_only = on",
        "alter system set fsync = off",
        "select pg_reload_conf()");
    var looked = seat.look("postgres", "postgres.database", BAD, "postgres.pool-size", "300");
    told(looked, "postgres.loses", "error", "fsync is off", "full_page_writes is on");
    told(looked, "postgres.commit-off", "error", "synchronous_commit is off");
    told(looked, "postgres.read-only", "error", "default_transaction_read_only is on");
    told(looked, "postgres.few-connections", "warning", "304 connections");
    sql(
        "postgres",
        "alter database " + BAD + " reset all",
        "alter system reset fsync",
        "alter system set synchronous_standby_names = 'db_b'",
        "select pg_reload_conf()");
    told(
        seat.look("postgres", "postgres.database", BAD),
        "postgres.commits-hang",
        "error",
        "\"db_b\"");
  }

  @Test
  @DisplayName(
      "A schema that is ahead, too new, or broke off; an empty database, whose settings are judged"
          + " all the same, in another encoding than UTF8")
  void schema() throws IOException {
    sql(
        "postgres",
        "create database "
            + BAD
            + " encoding 'SQL_ASCII' locale_provider libc locale 'C'"
            + " template template0 owner natsuin");
    var empty = seat.look("postgres", "postgres.database", BAD, "postgres.pool-size", "300");
    told(empty, "postgres.schema-behind", "warning", "The schema is at 0");
    told(empty, "postgres.encoding", "error", "SQL_ASCII");
    told(empty, "postgres.few-connections", "warning", "1 nodes");
    sql(
        "postgres",
        "drop database " + BAD,
        "create database " + BAD + " template natsuin_template owner natsuin");
    sql(
        BAD,
        "insert into flyway_schema_history (installed_rank, version, description, type, script,"
            + " installed_by, execution_time, success)"
            + " values (9999, '9999', 'later', 'SQL', 'V9999__later.sql', 'natsuin', 1, true)");
    told(
        seat.look("postgres", "postgres.database", BAD),
        "postgres.schema-ahead",
        "warning",
        "to 9999");
    sql(BAD, "update schema_floor set oldest = 9999");
    told(
        seat.look("postgres", "postgres.database", BAD),
        "postgres.schema-too-new",
        "error",
        "9999 has to be known");
    sql(BAD, "update flyway_schema_history set success = false where version = '9999'");
    told(
        seat.look("postgres", "postgres.database", BAD),
        "postgres.schema-broken",
        "error",
        "broke off");
  }

  @Test
  @DisplayName(
      "PostgreSQL away, of a wrong password, without the database, with every connection taken, and"
          + " several of which none is the primary")
  void postgresAway() throws IOException {
    var port = Integer.toString(FreePort.onLoopback());
    var away = seat.look("postgres,clock", "postgres.hosts", "localhost:" + port);
    told(away, "postgres.away", "error", "Connection refused");
    told(away, "clock.unasked", "warning", "Connection refused");
    told(
        seat.look("postgres", "postgres.hosts", "localhost:" + port + ",no-such-host.invalid:5432"),
        "postgres.no-primary",
        "error",
        port + ": Connection refused",
        "no-such-host.invalid");
    told(
        seat.look("postgres", "postgres.password", seat.secret("wrong", "wrong")),
        "postgres.refuses",
        "error",
        "password authentication failed");
    told(
        seat.look("postgres", "postgres.database", "nowhere"),
        "postgres.refuses",
        "error",
        "does not exist");
    String password = WORLD.node().configuration().postgres().password().value();
    sql(
        "postgres",
        "create role crowded login connection limit 0 password '%s'".formatted(password));
    told(
        seat.look("postgres", "postgres.user", "crowded"),
        "postgres.crowded",
        "error",
        "too many connections");
  }

  @Test
  @DisplayName(
      "PostgreSQL that is too old, a standby, and cannot keep its log (a server that says so)")
  void postgresSaysSo() throws IOException {
    sql("postgres", "create database " + BAD + " template natsuin_template owner natsuin");
    sql(
        BAD,
        "create schema lies",
        "grant usage on schema lies to public",
        "create function lies.pg_is_in_recovery() returns boolean return true",
        "create function lies.current_setting(name text) returns text return case name"
            + " when 'server_version' then '14.11 (Debian 14.11-1)' when 'archive_mode' then 'on'"
            + " else pg_catalog.current_setting(name) end",
        "create view lies.pg_stat_archiver as select now() as last_failed_time,"
            + " null::timestamptz as last_archived_time",
        "grant select on lies.pg_stat_archiver to public",
        "alter database " + BAD + " set search_path = lies, public, pg_catalog");
    var looked = seat.look("postgres", "postgres.database", BAD);
    told(looked, "postgres.too-old", "error", "Version 14.11 is older than 15.0");
    told(looked, "postgres.standby", "error", "takes no writes");
    told(looked, "postgres.archive-fails", "error", "archive_command failed");
    sql(
        BAD,
        "drop function lies.pg_is_in_recovery()",
        "create or replace function lies.current_setting(name text) returns text return case name"
            + " when 'server_version' then '17.2' else pg_catalog.current_setting(name) end",
        "create view lies.pg_stat_replication as select 'async' as sync_state",
        "grant select on lies.pg_stat_replication to public");
    String server = WORLD.node().configuration().postgres().hosts().getFirst();
    String twice = server + ",localhost:" + URI.create("tcp://" + server).getPort();
    looked = seat.look("postgres", "postgres.database", BAD, "postgres.hosts", twice);
    told(looked, "postgres.older", "warning", "Version 17.2; ", "tried on 18.0");
    told(looked, "postgres.asynchronous", "warning", "no commit waits for it");
    sql(BAD, "drop view lies.pg_stat_replication");
    told(
        seat.look("postgres", "postgres.database", BAD, "postgres.hosts", twice),
        "postgres.standby-lost",
        "error",
        "no standby follows the primary");
  }

  @Test
  @DisplayName(
      "Redis that evicts, keeps nothing, is nearly and wholly full, cannot write, is too old, a"
          + " replica, slow, of a wrong password, away")
  void redis() throws IOException {
    try (var redis = new OwnRedis(directory.resolve("own"))) {
      redis.command("config set maxmemory-policy allkeys-lru");
      var looked = seat.look("redis", "redis.uris", redis.uri(), "redis.password", "");
      told(looked, "redis.evicts", "error", "maxmemory-policy is allkeys-lru");
      told(looked, "redis.not-kept", "warning", "appendonly is no");
      redis.command("config set maxmemory-policy noeviction");
      redis.failsToSave();
      redis.command("config set maxmemory " + redis.used() / 2);
      looked = seat.look("redis", "redis.uris", redis.uri(), "redis.password", "");
      assertThat(looked.codes("redis")).contains("redis.out-of-memory", "redis.cannot-write");
      told(looked, "redis.out-of-memory", "error", "Its memory is full");
      redis.command("config set maxmemory " + redis.used() * 10 / 9);
      assertThat(seat.look("redis", "redis.uris", redis.uri(), "redis.password", "").codes("redis"))
          .contains("redis.full");
      try (var sentinel = OwnRedis.sentinel(directory.resolve("sentinel"), redis)) {
        looked =
            seat.look(
                "redis",
                "redis.uris",
                sentinel.uri(),
                "redis.sentinel-master",
                OwnRedis.MASTER,
                "redis.password",
                "");
        told(looked, "redis.no-replica", "warning", "nothing to fail over to");
      }
      redis.command("replicaof 127.0.0.1 1");
      try (var gate = new TcpGate()) {
        gate.before(redis.port());
        gate.lie("redis_version:6.2.", "redis_version:5.0.");
        gate.delay(Duration.ofMillis(80));
        looked =
            seat.look(
                "redis", "redis.uris", "redis://localhost:" + gate.port(), "redis.password", "");
        told(looked, "redis.too-old", "error", "Version 5.0", "older than 6.2");
        told(looked, "redis.replica", "error", "takes no writes");
        told(looked, "redis.slow", "warning", "A question takes ");
        gate.shut();
        told(
            seat.look(
                "redis", "redis.uris", "redis://localhost:" + gate.port(), "redis.password", ""),
            "redis.away",
            "error",
            "Does not answer: ");
      }
    }
    told(
        seat.look("redis", "redis.password", seat.secret("wrong", "wrong")),
        "redis.refuses",
        "error",
        "WRONGPASS");
  }
}
