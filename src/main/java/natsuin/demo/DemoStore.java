package natsuin.demo;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;
import java.util.UUID;

/** What the demonstration has to know, without a way of its own in the interface. */
final class DemoStore {
  private DemoStore() {}

  /**
   * How far a contract of the demonstration is.
   *
   * @param cancelled there is, or was, an agreement that cancels it
   */
  record Found(UUID id, String state, int signed, boolean cancelled) {}

  static Future<Optional<Found>> find(SqlClient db, String requestKey) {
    return db.preparedQuery(
            """
            select c.id, c.state, (select count(*)::int from contract_signer s
              where s.contract_id = c.id and s.state = 'signed') as signed,
              exists (select 1 from contract a where a.cancels = c.id) as cancelled
            from contract c where c.request_key = $1
            """)
        .execute(Tuple.of(requestKey))
        .map(
            rows ->
                rows.stream()
                    .findFirst()
                    .map(
                        row ->
                            new Found(
                                row.getUUID("id"),
                                row.getString("state"),
                                row.getInteger("signed"),
                                row.getBoolean("cancelled"))));
  }

  /** How many applications ever reached a branch. */
  static Future<Integer> applications(SqlClient db) {
    return db.query("select count(*)::int as n from application where state <> 'entered'")
        .execute()
        .map(rows -> rows.iterator().next().getInteger("n"));
  }

  /** How many certificate requests this user ever had. */
  static Future<Integer> requests(SqlClient db, UUID user) {
    return db.preparedQuery("select count(*)::int as n from certificate_request where user_id = $1")
        .execute(Tuple.of(user))
        .map(rows -> rows.iterator().next().getInteger("n"));
  }
}
