package natsuin.queues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import natsuin.testkit.World;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What looking at queues costs once years of work lie behind. */
class QueueReadsIT {
  private static final int BEHIND = 20_000;

  @RegisterExtension static final World WORLD = new World();

  @ParameterizedTest
  @ValueSource(strings = {"signing_job", "outbox_mail", "uploaded_file", "client_issue"})
  @DisplayName("OPS-4, fault: what is done with is read again and again by those who look for work")
  void looking(String queue) {
    fill(queue);
    long before = read(queue);
    long looks = looks();
    await().atMost(Duration.ofSeconds(20)).until(() -> looks() > looks + 10);
    assertThat(read(queue) - before).isLessThan(BEHIND);
  }

  private static void fill(String queue) {
    String rows =
        switch (queue) {
          case "signing_job" ->
              "(id, contract_id, state, next_try_at, created_at)"
                  + " select gen_random_uuid(), gen_random_uuid(), 'done', now(), now()";
          case "outbox_mail" ->
              "(id, recipient, subject, body, kind, state, next_try_at, created_at) select"
                  + " gen_random_uuid(), gen_random_uuid()::text, '', '', 'code', 'sent', now(),"
                  + " now()";
          case "uploaded_file" ->
              "(id, purpose, subject_id, place, user_id, organization_id, branch_id, file_name,"
                  + " file_type, size, sha256, state, next_try_at, created_at) select"
                  + " gen_random_uuid(), 'identity', gen_random_uuid(), '', gen_random_uuid(),"
                  + " gen_random_uuid(), gen_random_uuid(), '', 'pdf', 1, '', 'clean', now(),"
                  + " now()";
          default ->
              "(id, user_id, session_id, format, algorithm, state, stage, lease_until, started_at)"
                  + " select gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'p12', '',"
                  + " 'received', 'done', now(), now()";
        };
    // Rows alone, without the contracts and people that they belong to.
    run(
        """
        do $$ declare
          parent text;
        begin
          for parent in select conname from pg_constraint
           where contype = 'f' and conrelid = '%1$s'::regclass loop
            execute format('alter table %1$s drop constraint %%I', parent);
          end loop;
        end $$
        """
            .formatted(queue));
    run("insert into %s %s from generate_series(1, %d)".formatted(queue, rows, BEHIND));
    run("vacuum analyze " + queue);
  }

  private static void run(String sql) {
    WORLD.database().client().query(sql).execute().await();
  }

  /** Rows that were read one after the other, without an index. */
  private static long read(String queue) {
    return number("select seq_tup_read from pg_stat_user_tables where relname = '%s'", queue);
  }

  /** Whoever looks for a signing job looks into that table's indexes. */
  private static long looks() {
    return number(
        "select sum(idx_scan + seq_scan)::bigint from pg_stat_user_tables where relname = '%s'",
        "signing_job");
  }

  private static long number(String sql, String queue) {
    return WORLD
        .database()
        .client()
        .query(sql.formatted(queue))
        .execute()
        .await()
        .iterator()
        .next()
        .getLong(0);
  }
}
