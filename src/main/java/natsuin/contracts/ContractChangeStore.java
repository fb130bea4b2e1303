package natsuin.contracts;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;

/** Changes of a contract's state, each only from the state that it must be in. */
final class ContractChangeStore {
  private ContractChangeStore() {}

  /** signed → concluding; false if it is not signed, or somebody was faster. */
  static Future<Boolean> beginConclusion(SqlClient tx, UUID contract, UUID staff) {
    return one(
        tx,
        """
        update contract set state = 'concluding', concluded_by = $2, version = version + 1
        where id = $1 and state = 'signed'
        """,
        Tuple.of(contract, staff));
  }

  /** signing → refused; false if nothing is left to refuse. */
  static Future<Boolean> refuse(SqlClient tx, UUID contract, Instant now) {
    return one(
        tx,
        """
        update contract set state = 'refused', ended_at = $2, version = version + 1
        where id = $1 and state = 'signing'
        """,
        Tuple.of(contract, now.atOffset(ZoneOffset.UTC)));
  }

  /** The signer refuses; false if he has signed, is signing, or has refused before. */
  static Future<Boolean> refuseAsSigner(SqlClient tx, UUID signer, String comment) {
    return one(
        tx,
        """
        update contract_signer set state = 'refused', comment = $2
        where id = $1 and state in ('waiting', 'invited')
        """,
        Tuple.of(signer, comment));
  }

  /** Whoever watches sees another version. */
  static Future<Void> touch(SqlClient tx, UUID contract) {
    return tx.preparedQuery("update contract set version = version + 1 where id = $1")
        .execute(Tuple.of(contract))
        .mapEmpty();
  }

  private static Future<Boolean> one(SqlClient tx, String sql, Tuple values) {
    return tx.preparedQuery(sql).execute(values).map(rows -> rows.rowCount() == 1);
  }
}
