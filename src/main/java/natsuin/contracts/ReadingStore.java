package natsuin.contracts;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;

/** What signers have opened and ticked. */
final class ReadingStore {
  private ReadingStore() {}

  /** True the first time. */
  static Future<Boolean> opened(SqlClient tx, UUID document, UUID user, int revision, Instant now) {
    return tx.preparedQuery(
            """
            insert into document_reading (document_id, user_id, revision, opened_at)
            values ($1, $2, $3, $4) on conflict (document_id, user_id) do nothing
            """)
        .execute(Tuple.of(document, user, revision, now.atOffset(ZoneOffset.UTC)))
        .map(rows -> rows.rowCount() == 1);
  }

  /** True if it was not ticked before. */
  static Future<Boolean> tick(SqlClient tx, UUID signer, Acknowledgement what, Instant now) {
    return tx.preparedQuery(
            """
            update contract_signer set %1$s = $2
            where id = $1 and state = 'invited' and %1$s is null
            """
                .formatted(what.column()))
        .execute(Tuple.of(signer, now.atOffset(ZoneOffset.UTC)))
        .map(rows -> rows.rowCount() == 1);
  }

  /** True if it was ticked before, and nobody has taken back {@code most} times already. */
  static Future<Boolean> untick(SqlClient tx, UUID signer, Acknowledgement what, int most) {
    return tx.preparedQuery(
            """
            update contract_signer set %1$s = null, taken_back = taken_back + 1
            where id = $1 and state = 'invited' and %1$s is not null and taken_back < $2
            """
                .formatted(what.column()))
        .execute(Tuple.of(signer, most))
        .map(rows -> rows.rowCount() == 1);
  }

  static Future<Boolean> isTicked(SqlClient tx, UUID signer, Acknowledgement what) {
    return tx.preparedQuery(
            "select %s is not null as ticked from contract_signer where id = $1"
                .formatted(what.column()))
        .execute(Tuple.of(signer))
        .map(rows -> rows.iterator().next().getBoolean("ticked"));
  }
}
