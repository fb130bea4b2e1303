package natsuin.contracts;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Changes of a contract's state, each only from the state that it must be in. What staff decide
 * about raises {@code terms_version}; {@code version} rises with everything that is shown.
 */
final class ContractChangeStore {
  private ContractChangeStore() {}

  /** signed → concluding; false if it is not signed, or somebody was faster. */
  static Future<Boolean> beginConclusion(SqlClient tx, UUID contract, UUID staff) {
    return one(
        tx,
        """
        update contract set state = 'concluding', concluded_by = $2,
          version = version + 1, terms_version = terms_version + 1
        where id = $1 and state = 'signed'
        """,
        Tuple.of(contract, staff));
  }

  /** signing → refused; false if nothing is left to refuse. */
  static Future<Boolean> refuse(SqlClient tx, UUID contract, Instant now) {
    return one(
        tx,
        """
        update contract set state = 'refused', ended_at = $2,
          version = version + 1, terms_version = terms_version + 1
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

  /** signing|signed → withdrawn; false if its terms are others by now. */
  static Future<Boolean> withdraw(SqlClient tx, Decision decision, String reason) {
    return one(
        tx,
        """
        update contract set state = 'withdrawn', ended_at = $3, ended_by = $4, end_reason = $5,
          version = version + 1, terms_version = terms_version + 1
        where id = $1 and terms_version = $2 and state in ('signing', 'signed')
        """,
        decision.with(reason));
  }

  /** in-force → ended, repaid; false if its terms are others by now. */
  static Future<Boolean> repay(SqlClient tx, Decision decision, LocalDate repaidOn) {
    return one(
        tx,
        """
        update contract set state = 'ended', outcome = 'repaid', ended_at = $3, ended_by = $4,
          repaid_on = $5, version = version + 1, terms_version = terms_version + 1
        where id = $1 and terms_version = $2 and state = 'in-force'
        """,
        decision.with(repaidOn));
  }

  /** Another last day for signing, or none; false if its terms are others by now. */
  static Future<Boolean> moveDeadline(
      SqlClient tx, UUID contract, int terms, @Nullable LocalDate signBy) {
    return one(
        tx,
        """
        update contract set sign_by = $3, version = version + 1, terms_version = terms_version + 1
        where id = $1 and terms_version = $2 and state = 'signing'
        """,
        Tuple.of(contract, terms, signBy));
  }

  /** Keeps what an agreement is to cancel as it is; false if its terms are others by now. */
  static Future<Boolean> holdToCancel(SqlClient tx, UUID contract, int terms) {
    return one(
        tx,
        """
        update contract set version = version + 1, terms_version = terms_version + 1
        where id = $1 and terms_version = $2 and state = 'in-force'
        """,
        Tuple.of(contract, terms));
  }

  /** What this agreement was to cancel may be repaid or cancelled again. */
  static Future<Void> touchCancelled(SqlClient tx, UUID agreement) {
    return tx.preparedQuery(
            """
            update contract set version = version + 1, terms_version = terms_version + 1
            where id = (select cancels from contract where id = $1)
            """)
        .execute(Tuple.of(agreement))
        .mapEmpty();
  }

  /** Somebody's decision about the contract that he has seen. */
  record Decision(UUID contract, int terms, Instant at, UUID staff) {
    private Tuple with(Object fact) {
      return Tuple.of(contract, terms, at.atOffset(ZoneOffset.UTC), staff, fact);
    }
  }

  /** Whoever watches sees another version; what staff decide about is the same. */
  static Future<Void> touch(SqlClient tx, UUID contract) {
    return tx.preparedQuery("update contract set version = version + 1 where id = $1")
        .execute(Tuple.of(contract))
        .mapEmpty();
  }

  private static Future<Boolean> one(SqlClient tx, String sql, Tuple values) {
    return tx.preparedQuery(sql).execute(values).map(rows -> rows.rowCount() == 1);
  }
}
