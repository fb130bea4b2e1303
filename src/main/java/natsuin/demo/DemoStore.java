package natsuin.demo;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

/** What the demonstration has to know, or to pretend, without a way of its own in the interface. */
final class DemoStore {
  private DemoStore() {}

  /** How far a contract of the demonstration is. */
  record Found(UUID id, String state, int signed) {}

  static Future<Optional<Found>> find(SqlClient db, String requestKey) {
    return db.preparedQuery(
            """
            select c.id, c.state, (select count(*)::int from contract_signer s
              where s.contract_id = c.id and s.state = 'signed') as signed
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
                                row.getInteger("signed"))));
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

  /** Repaid: what staff will do later by themselves. */
  static Future<Void> end(SqlClient db, UUID contract, Instant now) {
    return db.preparedQuery(
            """
            update contract set state = 'ended', ended_at = $2, version = version + 1
            where id = $1 and state = 'in-force'
            """)
        .execute(Tuple.of(contract, now.atOffset(ZoneOffset.UTC)))
        .mapEmpty();
  }
}
