package natsuin.identity;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Consents, and which requests wait for the branch. */
final class IdentityStore {
  private IdentityStore() {}

  /** What a user did with one document of consent. */
  record Consent(@Nullable Instant opened, @Nullable Instant agreed) {}

  /** Nobody else changes this request's documents until the transaction ends. */
  static Future<Void> lock(SqlConnection tx, UUID request) {
    return tx.preparedQuery("select 1 from certificate_request where id = $1 for update")
        .execute(Tuple.of(request))
        .mapEmpty();
  }

  static Future<Consent> consent(SqlClient db, UUID request, byte[] sha256) {
    return db.preparedQuery(
            "select opened_at, agreed_at from consent where request_id = $1 and sha256 = $2")
        .execute(Tuple.of(request, Buffer.buffer(sha256)))
        .map(
            rows ->
                rows.stream()
                    .findFirst()
                    .map(row -> new Consent(at(row, "opened_at"), at(row, "agreed_at")))
                    .orElse(new Consent(null, null)));
  }

  /** True the first time. */
  static Future<Boolean> opened(SqlClient tx, UUID request, byte[] sha256, Instant now) {
    return tx.preparedQuery(
            """
            insert into consent (request_id, sha256, opened_at) values ($1, $2, $3)
            on conflict do nothing
            """)
        .execute(Tuple.of(request, Buffer.buffer(sha256), now.atOffset(ZoneOffset.UTC)))
        .map(rows -> rows.rowCount() == 1);
  }

  /** True if it was opened and not agreed to before. */
  static Future<Boolean> agreed(SqlClient tx, UUID request, byte[] sha256, Instant now) {
    return tx.preparedQuery(
            """
            update consent set agreed_at = $3
            where request_id = $1 and sha256 = $2 and agreed_at is null
            """)
        .execute(Tuple.of(request, Buffer.buffer(sha256), now.atOffset(ZoneOffset.UTC)))
        .map(rows -> rows.rowCount() == 1);
  }

  /** Requests that wait for the branch, the longest waiting first; of every branch where empty. */
  static Future<List<UUID>> queue(
      SqlClient db, Optional<UUID> branch, List<String> states, int limit, int offset) {
    return db.preparedQuery(
            """
            select r.id from certificate_request r
            join app_user u on u.id = r.user_id
            join organization o on o.id = u.organization_id
            where r.state = any($1) and ($2::uuid is null or o.branch_id = $2)
            order by r.moved_at, r.id limit $3 offset $4
            """)
        .execute(Tuple.of(states.toArray(String[]::new), branch.orElse(null), limit, offset))
        .map(IdentityStore::ids);
  }

  static Future<Integer> queued(SqlClient db, Optional<UUID> branch, List<String> states) {
    return db.preparedQuery(
            """
            select count(*) as n from certificate_request r
            join app_user u on u.id = r.user_id
            join organization o on o.id = u.organization_id
            where r.state = any($1) and ($2::uuid is null or o.branch_id = $2)
            """)
        .execute(Tuple.of(states.toArray(String[]::new), branch.orElse(null)))
        .map(rows -> rows.iterator().next().getInteger("n"));
  }

  /** Requests that are over for so long and whose files are still there. */
  static Future<List<UUID>> over(SqlClient db, Instant issuedBefore, Instant cancelledBefore) {
    return db.preparedQuery(
            """
            select distinct r.id from certificate_request r
            join uploaded_file f on f.subject_id = r.id
            where (r.state = 'issued' and r.moved_at < $1) or (r.state = 'cancelled' and r.moved_at < $2)
            limit 200
            """)
        .execute(
            Tuple.of(
                issuedBefore.atOffset(ZoneOffset.UTC), cancelledBefore.atOffset(ZoneOffset.UTC)))
        .map(IdentityStore::ids);
  }

  private static List<UUID> ids(Iterable<Row> rows) {
    var ids = new ArrayList<UUID>();
    rows.forEach(row -> ids.add(row.getUUID("id")));
    return ids;
  }

  private static @Nullable Instant at(Row row, String column) {
    OffsetDateTime at = row.getOffsetDateTime(column);
    return at == null ? null : at.toInstant();
  }
}
