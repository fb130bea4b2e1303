package natsuin.demo;

import static org.awaitility.Awaitility.await;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import natsuin.pg.Database;
import org.jspecify.annotations.Nullable;

/**
 * Stops one node, the first that comes, in the middle of a statement of the story, so that it can
 * be killed or frozen just there. Everybody else passes.
 */
final class Hold implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Where a node can be stopped: before what this row says is so. */
  enum Place {
    SIGNING_CLAIMED("signing_job", "new.state = 'running' and old.state = 'queued'", "id"),
    SIGNING_PREPARING("signature", "new.stage = 'preparing' and old.stage = 'waiting'", "job_id"),
    SIGNING_KEY_ACTS("signature", "new.stage = 'signing' and old.stage = 'preparing'", "job_id"),
    SIGNING_KEY_HAS_ACTED(
        "signature", "new.stage = 'timestamping' and old.stage = 'signing'", "job_id"),
    SIGNING_TIMESTAMPED(
        "signature", "new.stage = 'embedding' and old.stage <> new.stage", "job_id"),
    SIGNING_EMBEDDED("signature", "new.stage = 'revocation' and old.stage <> new.stage", "job_id"),
    SIGNING_EVIDENCED("signature", "new.stage = 'archiving' and old.stage <> new.stage", "job_id"),
    SIGNING_SEALED("signature", "new.stage = 'sealed' and old.stage <> new.stage", "job_id"),
    ISSUE_PREPARING(
        "pending_credential", "new.stage = 'preparing' and old.stage = 'queued'", "request_id"),
    ISSUE_CERTIFYING(
        "pending_credential", "new.stage = 'certifying' and old.stage <> new.stage", "request_id"),
    ISSUE_ACTIVATING(
        "pending_credential", "new.stage = 'activating' and old.stage <> new.stage", "request_id"),
    FILE_CERTIFICATE("client_issue", "new.state = 'certified' and old.state <> new.state", "id"),
    FILE_PACKED("client_issue", "new.stage = 'handing-over' and old.stage <> new.stage", "id"),
    SCAN_CLAIMED("uploaded_file", "new.state = 'scanning' and old.state <> new.state", "id"),
    SCAN_SETTLED("uploaded_file", "new.state = 'clean' and old.state <> new.state", "id");

    private final String table;
    private final String when;
    private final String subject;

    Place(String table, String when, String subject) {
      this.table = table;
      this.when = when;
      this.subject = subject;
    }

    private String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    private String trigger() {
      return """
      create or replace trigger fault_%1$s before update on %2$s for each row when (%3$s)
      execute function fault_hold('%1$s', '%4$s');
      """
          .formatted(code(), table, when, subject);
    }
  }

  /**
   * A statement that is being held.
   *
   * @param process of PostgreSQL
   * @param node its address
   * @param subject of which thing it tells
   */
  record Held(int process, String node, String subject) {}

  private static final String FUNCTION =
      """
      create table if not exists fault_place (name text primary key, node inet);
      create or replace function fault_hold() returns trigger language plpgsql as $$
      begin
        if exists (select from fault_place where name = tg_argv[0]
              and coalesce(node = inet_client_addr(), true))
            and pg_try_advisory_xact_lock(7070, hashtext(tg_argv[0])) then
          perform set_config('application_name', tg_argv[0] || ' ' || (to_jsonb(new) ->> tg_argv[1]), true);
          while exists (select from fault_place where name = tg_argv[0]) loop
            perform pg_sleep(0.02);
          end loop;
          perform set_config('application_name', 'let go', true);
        end if;
        return new;
      end $$;
      """;

  private final Database database;

  private final Place place;

  private Hold(Database database, Place place) {
    this.database = database;
    this.place = place;
  }

  /** Makes all places ready, once. */
  static void prepare(Database database) {
    String triggers =
        Arrays.stream(Place.values()).map(Place::trigger).collect(Collectors.joining());
    database.client().query(FUNCTION + triggers).execute().await();
  }

  /** The next node that comes there is stopped. */
  static Hold at(Database database, Place place) {
    return hold(database, place, null);
  }

  /** The node with that address, when it comes there. */
  static Hold at(Database database, Place place, String node) {
    return hold(database, place, node);
  }

  private static Hold hold(Database database, Place place, @Nullable String node) {
    database
        .client()
        .preparedQuery("insert into fault_place values ($1, $2::text::inet)")
        .execute(Tuple.of(place.code(), node))
        .await();
    return new Hold(database, place);
  }

  /** Until one is; what it was about to say, of which thing. */
  Held awaitHeld() {
    return await().atMost(PATIENCE).until(this::held, Optional::isPresent).orElseThrow();
  }

  boolean isHeld() {
    return held().isPresent();
  }

  private Optional<Held> held() {
    var rows =
        database
            .client()
            .preparedQuery(
                """
                select pid, host(client_addr) as node, split_part(application_name, ' ', 2) as subject
                from pg_stat_activity where split_part(application_name, ' ', 1) = $1
                """)
            .execute(Tuple.of(place.code()))
            .await();
    return StreamSupport.stream(rows.spliterator(), false).findFirst().map(Hold::held);
  }

  private static Held held(Row row) {
    return new Held(row.getInteger("pid"), row.getString("node"), row.getString("subject"));
  }

  /** What was begun comes to nothing, as where the line broke before it arrived. */
  void undo(Held held) {
    database
        .client()
        .preparedQuery("select pg_terminate_backend($1)")
        .execute(Tuple.of(held.process()))
        .await();
    close();
  }

  /** Lets it go on: what was begun is done, whether somebody waits for the answer or not. */
  @Override
  public void close() {
    database
        .client()
        .preparedQuery("delete from fault_place where name = $1")
        .execute(Tuple.of(place.code()))
        .await();
  }
}
