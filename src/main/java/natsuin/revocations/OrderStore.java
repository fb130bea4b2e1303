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
      select r.id, r.serial, r.reason, r.note, r.state, r.filed_at, r.filed_by,
             r.employer_user_id is not null as client,
             coalesce(r.user_id, r.employer_user_id) as user_id,
             coalesce(c.credential_id, k.login_id) as credential_id,
             coalesce(u.family_name || '　' || u.given_name, m.name) as person,
             coalesce(o.id, e.id) as organization_id, coalesce(o.name, e.name) as organization,
             coalesce(r.filed_by, r.filed_by_user) as filer, coalesce(f.name, g.name) as filer_name,
             b.id as branch_id, b.code as branch_code, b.name as branch_name,
             b.name_latin as branch_name_latin
      from revocation_order r
      left join credential c on c.id = r.credential_id
      left join app_user u on u.id = r.user_id
      left join organization o on o.id = u.organization_id
      left join client_certificate k on k.serial = r.serial
      left join employer_user m on m.id = r.employer_user_id
      left join employer e on e.id = m.employer_id
      left join staff f on f.id = r.filed_by
      left join employer_user g on g.id = r.filed_by_user
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

  /** Whose client certificate it is. */
  static Future<Optional<UUID>> holder(SqlClient db, String serial) {
    return db.preparedQuery("select user_id from client_certificate where serial = $1")
        .execute(Tuple.of(serial))
        .map(rows -> rows.stream().findFirst().map(row -> row.getUUID("user_id")));
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
        row.getBoolean("client") ? Order.Kind.CLIENT : Order.Kind.SIGNING,
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
        row.getString("reason"),
        row.getString("note"),
        row.getString("state"),
        new Order.Filer(
            row.getUUID("filer"),
            row.getString("filer_name"),
            row.getUUID("filed_by") != null,
            row.getOffsetDateTime("filed_at").toInstant()));
  }
}
