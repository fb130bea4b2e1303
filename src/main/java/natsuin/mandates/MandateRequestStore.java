package natsuin.mandates;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlResult;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

/** Authorizations; each goes forward once, checked by the state that it comes from. */
final class MandateRequestStore {
  private static final String SELECT =
      """
      select id, mandate_id, user_id, credential, digest, state, expires_at
      from mandate_signature_request
      """;

  private MandateRequestStore() {}

  /** A new one, which replaces whatever was begun for this power of attorney before. */
  static Future<Void> begin(SqlClient tx, MandateRequest request, Instant now) {
    return tx.preparedQuery(
            """
            update mandate_signature_request set state = 'superseded'
            where mandate_id = $1 and state in ('pin-accepted', 'authorized')
            """)
        .execute(Tuple.of(request.mandate()))
        .compose(
            done ->
                tx.preparedQuery(
                        """
                        insert into mandate_signature_request
                          (id, mandate_id, user_id, credential, digest, state, expires_at, created_at)
                        values ($1, $2, $3, $4, $5, 'pin-accepted', $6, $7)
                        """)
                    .execute(
                        Tuple.of(
                            request.id(),
                            request.mandate(),
                            request.user(),
                            request.credential(),
                            Buffer.buffer(request.digest()),
                            utc(request.expiresAt()),
                            utc(now))))
        .mapEmpty();
  }

  static Future<Optional<MandateRequest>> find(SqlClient db, UUID mandate, UUID id, UUID user) {
    return db.preparedQuery(SELECT + "where id = $1 and mandate_id = $2 and user_id = $3")
        .execute(Tuple.of(id, mandate, user))
        .map(MandateRequestStore::first);
  }

  /** What is under way. */
  static Future<Optional<MandateRequest>> live(SqlClient db, UUID mandate, Instant now) {
    return db.preparedQuery(
            SELECT
                + """
                where mandate_id = $1 and state in ('pin-accepted', 'authorized')
                  and expires_at > $2
                """)
        .execute(Tuple.of(mandate, utc(now)))
        .map(MandateRequestStore::first);
  }

  /** A new code was sent: there is as much time for it as for the first. */
  static Future<Boolean> extend(SqlClient tx, UUID id, Instant until) {
    return tx.preparedQuery(
            """
            update mandate_signature_request set expires_at = $2
            where id = $1 and state = 'pin-accepted'
            """)
        .execute(Tuple.of(id, utc(until)))
        .map(MandateRequestStore::one);
  }

  /** The code was right. */
  static Future<Boolean> authorize(SqlClient tx, UUID id, Instant now, Instant until) {
    return tx.preparedQuery(
            """
            update mandate_signature_request set state = 'authorized', expires_at = $3
            where id = $1 and state = 'pin-accepted' and expires_at > $2
            """)
        .execute(Tuple.of(id, utc(now), utc(until)))
        .map(MandateRequestStore::one);
  }

  /** The signature stands. */
  static Future<Boolean> use(SqlClient tx, UUID id) {
    return tx.preparedQuery(
            """
            update mandate_signature_request set state = 'used'
            where id = $1 and state = 'authorized'
            """)
        .execute(Tuple.of(id))
        .map(MandateRequestStore::one);
  }

  private static Optional<MandateRequest> first(RowSet<Row> rows) {
    return rows.stream().findFirst().map(MandateRequestStore::request);
  }

  private static boolean one(SqlResult<?> result) {
    return result.rowCount() == 1;
  }

  private static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }

  private static MandateRequest request(Row row) {
    return new MandateRequest(
        row.getUUID("id"),
        row.getUUID("mandate_id"),
        row.getUUID("user_id"),
        row.getUUID("credential"),
        row.getBuffer("digest").getBytes(),
        MandateRequest.State.of(row.getString("state")),
        row.getOffsetDateTime("expires_at").toInstant());
  }
}
