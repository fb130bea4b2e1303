package natsuin.operators;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/** What the whole bank has done lately, counted from its audit trail. */
final class ThroughputStore {
  /** Long enough to be steady, short enough to be counted anew every few seconds. */
  private static final Duration WINDOW = Duration.ofMinutes(10);

  private ThroughputStore() {}

  /** The API's {@code Throughput}. */
  static Future<JsonObject> until(SqlClient db, Instant now) {
    return db.preparedQuery(
            """
            select count(*) filter (where action = 'login.succeeded') as logins,
                   count(*) filter (where action = 'document.sealed') as signatures,
                   count(*) filter (where action = 'contract.concluded') as conclusions,
                   count(*) filter (where action in
                     ('certificate.issued', 'client-certificate.issued')) as certificates
            from audit_event where at > $1
            """)
        .execute(Tuple.of(now.minus(WINDOW).atOffset(ZoneOffset.UTC)))
        .map(rows -> rows.iterator().next().toJson().put("minutes", WINDOW.toMinutes()));
  }
}
