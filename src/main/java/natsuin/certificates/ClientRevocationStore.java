package natsuin.certificates;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import natsuin.kernel.Actor;
import natsuin.users.EmployerUser;

/** Client certificates that are good, and the orders to end them. */
final class ClientRevocationStore {
  private ClientRevocationStore() {}

  record Order(UUID id, EmployerUser user, ClientRevocations.Asked asked, Instant now) {}

  /** The user's certificates that open the portal now, the oldest first. */
  static Future<List<String>> good(SqlClient db, UUID user, Instant now) {
    return db.preparedQuery(
            """
            select x.serial from client_certificate c join certificate x on x.serial = c.serial
            where c.user_id = $1 and x.state = 'issued' and x.not_after >= $2
            order by c.created_at
            """)
        .execute(Tuple.of(user, now.atOffset(ZoneOffset.UTC)))
        .map(rows -> rows.stream().map(row -> row.getString("serial")).toList());
  }

  /** Violates {@code revocation_order_once} where one is filed already. */
  static Future<Void> file(SqlConnection tx, Actor by, Order order) {
    return tx.preparedQuery(
            """
            insert into revocation_order (id, branch_id, employer_user_id, serial, reason, note,
              state, filed_by, filed_by_user, filed_at)
            values ($1, $2, $3, $4, $5, $6, 'filed', $7, $8, $9)
            """)
        .execute(
            Tuple.tuple()
                .addUUID(order.id())
                .addUUID(order.user().branchId())
                .addUUID(order.user().id())
                .addString(order.asked().serial())
                .addString(order.asked().why().code())
                .addString(order.asked().note())
                .addUUID(by instanceof Actor.Staff staff ? staff.id() : null)
                .addUUID(by instanceof Actor.Employer user ? user.id() : null)
                .addOffsetDateTime(order.now().atOffset(ZoneOffset.UTC)))
        .mapEmpty();
  }
}
