package natsuin.keeping;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Takes a contract out of every table. */
final class ErasureStore {
  /** What an erasing leaves dead rows in: names, titles, comments, digests, keys. */
  private static final String EMPTIED =
      "envelope_key, blob, blob_chunk, contract, contract_signer, document, document_revision,"
          + " document_reading, signature_request, signing_job, signature, notice, upload";

  private ErasureStore() {}

  /** The record that remains. */
  static Future<Void> record(SqlConnection tx, Kept contract, LocalDate until, Instant now) {
    return tx.preparedQuery(
            """
            insert into contract_erasure (contract_id, number, branch_id, kind, state, outcome, drawdown,
              kept_until, documents, erased_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8,
              (select count(*) from document where contract_id = $1), $9)
            """)
        .execute(
            Tuple.of(
                contract.id(),
                contract.number(),
                contract.branch(),
                contract.kind(),
                contract.state(),
                contract.outcome(),
                contract.drawdown(),
                until,
                now.atOffset(ZoneOffset.UTC)))
        .mapEmpty();
  }

  /** Everything but the record; with the key, whatever any copy of the bytes still holds. */
  static Future<Void> erase(SqlConnection tx, Kept contract) {
    return notices(tx, contract)
        .compose(
            done ->
                tx.preparedQuery("delete from contract where id = $1")
                    .execute(Tuple.of(contract.id())))
        .compose(
            done ->
                tx.preparedQuery("delete from envelope_key where id = $1")
                    .execute(Tuple.tuple().addUUID(contract.key())))
        .mapEmpty();
  }

  /**
   * Notices name what they are about, and only in their link; those who got them sit, or sat beside
   * those who sit, in the contract.
   */
  private static Future<Void> notices(SqlConnection tx, Kept contract) {
    return tx.preparedQuery(
            """
            delete from notice n
            where n.user_id in (
                select u.id from contract_signer s join app_user u on u.organization_id = s.organization_id
                where s.contract_id = $1
                union
                select s.user_id from contract_signer s where s.contract_id = $1)
              and (n.link = $2 or n.link like $2 || '/%')
            """)
        .execute(Tuple.of(contract.id(), "/contracts/" + contract.id()))
        .mapEmpty();
  }

  /**
   * Takes dead rows out of the pages of the tables, so that nothing but unused space is left there;
   * and counts anew, for the planner's statistics quote values out of the rows.
   */
  static Future<Void> clean(SqlClient db) {
    return db.query("vacuum (skip_locked, analyze) " + EMPTIED).execute().mapEmpty();
  }
}
