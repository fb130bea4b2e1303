package natsuin.requests;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Requests; each move is checked by state and version that it comes from. */
final class RequestStore {
  private static final String SELECT =
      """
      select r.id, r.user_id, u.organization_id, o.branch_id, r.reason, r.identification, r.state,
             r.return_reason, r.version, r.created_at, r.moved_at
      from certificate_request r
      join app_user u on u.id = r.user_id
      join organization o on o.id = u.organization_id
      """;

  private RequestStore() {}

  /**
   * False where the user has an open one already, or was deleted; a deletion waits until this ends.
   */
  static Future<Boolean> insert(
      SqlClient tx,
      UUID id,
      UUID user,
      RequestReason reason,
      Identification identification,
      RequestState state,
      String requestedBy,
      Instant now) {
    return tx.preparedQuery(
            """
            insert into certificate_request
              (id, user_id, reason, identification, state, requested_by, created_at, moved_at)
            select $1, u.id, $3, $4, $5, $6, $7, $7
            from app_user u where u.id = $2 and u.deleted_at is null for share
            on conflict do nothing
            """)
        .execute(
            Tuple.of(
                id,
                user,
                reason.code(),
                identification.code(),
                state.code(),
                requestedBy,
                now.atOffset(ZoneOffset.UTC)))
        .map(rows -> rows.rowCount() == 1);
  }

  static Future<Optional<CertificateRequest>> find(SqlClient db, UUID id) {
    return db.preparedQuery(SELECT + "where r.id = $1")
        .execute(Tuple.of(id))
        .map(RequestStore::first);
  }

  static Future<Optional<CertificateRequest>> openOf(SqlClient db, UUID user) {
    return db.preparedQuery(
            SELECT + "where r.user_id = $1 and r.state not in ('issued', 'cancelled')")
        .execute(Tuple.of(user))
        .map(RequestStore::first);
  }

  static Future<List<CertificateRequest>> openOfOrganization(SqlClient db, UUID organization) {
    return db.preparedQuery(
            SELECT + "where u.organization_id = $1 and r.state not in ('issued', 'cancelled')")
        .execute(Tuple.of(organization))
        .map(RequestStore::all);
  }

  static Future<Boolean> move(
      SqlClient tx,
      UUID id,
      int version,
      RequestState from,
      RequestState to,
      @Nullable String returnReason,
      Instant now) {
    return tx.preparedQuery(
            """
            update certificate_request
            set state = $4, return_reason = $5, moved_at = $6, version = version + 1
            where id = $1 and version = $2 and state = $3
            """)
        .execute(
            Tuple.of(
                id, version, from.code(), to.code(), returnReason, now.atOffset(ZoneOffset.UTC)))
        .map(rows -> rows.rowCount() == 1);
  }

  static Future<Boolean> cancel(SqlClient tx, UUID user, Instant now) {
    return tx.preparedQuery(
            """
            update certificate_request set state = 'cancelled', moved_at = $2, version = version + 1
            where user_id = $1 and state not in ('issued', 'cancelled')
            """)
        .execute(Tuple.of(user, now.atOffset(ZoneOffset.UTC)))
        .map(rows -> rows.rowCount() == 1);
  }

  private static Optional<CertificateRequest> first(RowSet<Row> rows) {
    return rows.stream().findFirst().map(RequestStore::read);
  }

  private static List<CertificateRequest> all(RowSet<Row> rows) {
    var requests = new ArrayList<CertificateRequest>();
    rows.forEach(row -> requests.add(read(row)));
    return requests;
  }

  private static CertificateRequest read(Row row) {
    return new CertificateRequest(
        row.getUUID("id"),
        row.getUUID("user_id"),
        row.getUUID("organization_id"),
        row.getUUID("branch_id"),
        RequestReason.of(row.getString("reason")),
        Identification.of(row.getString("identification")),
        RequestState.of(row.getString("state")),
        row.getString("return_reason"),
        row.getInteger("version"),
        row.getOffsetDateTime("created_at").toInstant(),
        row.getOffsetDateTime("moved_at").toInstant());
  }
}
