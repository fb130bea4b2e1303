package natsuin.revocations;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import natsuin.users.Branch;

/** The rows that filed revocations are. */
final class OrderStore {
  private OrderStore() {}

  private static final String ORDER =
      """
      select r.id, r.user_id, r.serial, r.reason, r.note, r.state, r.filed_by, r.filed_at,
             c.credential_id, u.family_name || '　' || u.given_name as person,
             o.id as organization_id, o.name as organization, f.name as filed_by_name,
             b.id as branch_id, b.code as branch_code, b.name as branch_name,
             b.name_latin as branch_name_latin
      from revocation_order r
      join credential c on c.id = r.credential_id
      join app_user u on u.id = r.user_id
      join organization o on o.id = u.organization_id
      join staff f on f.id = r.filed_by
      join branch b on b.id = r.branch_id
      """;

  static Future<Optional<Order>> find(SqlClient db, UUID id) {
    return db.preparedQuery(ORDER + "where r.id = $1")
        .execute(Tuple.of(id))
        .map(rows -> rows.stream().findFirst().map(OrderStore::read));
  }

  /** Those that wait, the longest first; certificates that have ended meanwhile do not. */
  static Future<List<Order>> waiting(SqlClient db, Optional<UUID> branch, int most) {
    return db.preparedQuery(
            ORDER
                + """
                join certificate x on x.serial = r.serial and x.state = 'issued'
                where r.state = 'filed' and ($1::uuid is null or r.branch_id = $1)
                order by r.filed_at, r.id limit $2
                """)
        .execute(Tuple.tuple().addUUID(branch.orElse(null)).addInteger(most))
        .map(rows -> rows.stream().map(OrderStore::read).toList());
  }

  static Future<Void> insert(
      SqlClient db, UUID id, NewOrder order, UUID credential, String serial, Instant now) {
    return db.preparedQuery(
            """
            insert into revocation_order (id, branch_id, user_id, credential_id, serial, reason,
              note, state, filed_by, filed_at)
            values ($1, $2, $3, $4, $5, $6, $7, 'filed', $8, $9)
            """)
        .execute(
            Tuple.of(
                id,
                order.branch(),
                order.user(),
                credential,
                serial,
                order.reason().code(),
                order.note(),
                order.by(),
                now.atOffset(ZoneOffset.UTC)))
        .mapEmpty();
  }

  record NewOrder(UUID branch, UUID user, Reason reason, String note, UUID by) {}

  /** True for the one who decides first. */
  static Future<Boolean> decide(SqlClient db, UUID id, String state, UUID by, Instant now) {
    return db.preparedQuery(
            """
            update revocation_order set state = $2, decided_by = $3, decided_at = $4
            where id = $1 and state = 'filed'
            """)
        .execute(Tuple.of(id, state, by, now.atOffset(ZoneOffset.UTC)))
        .map(rows -> rows.rowCount() == 1);
  }

  private static Order read(Row row) {
    return new Order(
        row.getUUID("id"),
        new Branch(
            row.getUUID("branch_id"),
            row.getString("branch_code"),
            row.getString("branch_name"),
            row.getString("branch_name_latin")),
        row.getUUID("user_id"),
        row.getString("person"),
        row.getUUID("organization_id"),
        row.getString("organization"),
        row.getString("credential_id"),
        row.getString("serial"),
        Reason.of(row.getString("reason")),
        row.getString("note"),
        row.getString("state"),
        row.getUUID("filed_by"),
        row.getString("filed_by_name"),
        row.getOffsetDateTime("filed_at").toInstant());
  }
}
