package natsuin.ceremony;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlResult;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Signers in their contracts. A change is made only from the state that it presumes. */
final class SeatStore {
  private static final String SEAT =
      """
      select s.id, s.contract_id, c.branch_id, c.summary, c.sign_by,
             c.state as contract_state, c.mark_visible, s.user_id,
             case when u.deleted_at is null then u.email else '' end as email,
             u.family_name || '\u3000' || u.given_name as name, o.name as organization, u.language,
             s.standing, s.capacity = 'personal' as personal, s.state, s.turn,
             s.acknowledged_documents_at is not null
               and (s.acknowledged_explanation_at is not null or not exists (
                 select 1 from document d where d.contract_id = c.id and d.kind = 'explanation'))
               as read_all,
             u.email_unconfirmed_since is not null as mail_unconfirmed
      from contract_signer s
      join contract c on c.id = s.contract_id
      join app_user u on u.id = s.user_id
      join organization o on o.id = s.organization_id
      """;

  private SeatStore() {}

  /** The place that this user has to act on next; who signs twice acts on the earlier one first. */
  static Future<Optional<Seat>> next(SqlClient db, UUID contract, UUID user) {
    return db.preparedQuery(
            SEAT
                + """
                where s.contract_id = $1 and s.user_id = $2
                order by (s.state in ('invited', 'signing')) desc, s.turn, s.id limit 1
                """)
        .execute(Tuple.of(contract, user))
        .map(rows -> rows.stream().findFirst().map(SeatStore::seat));
  }

  static Future<Optional<Seat>> byId(SqlClient db, UUID id) {
    return db.preparedQuery(SEAT + "where s.id = $1")
        .execute(Tuple.of(id))
        .map(rows -> rows.stream().findFirst().map(SeatStore::seat));
  }

  /** Every place in the contract. */
  static Future<List<Seat>> all(SqlClient db, UUID contract) {
    return db.preparedQuery(SEAT + "where s.contract_id = $1 order by s.turn, s.id")
        .execute(Tuple.of(contract))
        .map(rows -> rows.stream().map(SeatStore::seat).toList());
  }

  /** The contract's state; nobody else changes it until the transaction ends. */
  static Future<String> lock(SqlClient tx, UUID contract) {
    return tx.preparedQuery("select state from contract where id = $1 for update")
        .execute(Tuple.of(contract))
        .map(rows -> rows.iterator().next().getString("state"));
  }

  static Future<Boolean> change(SqlClient tx, UUID signer, String from, String to) {
    return tx.preparedQuery("update contract_signer set state = $3 where id = $1 and state = $2")
        .execute(Tuple.of(signer, from, to))
        .map(SeatStore::one);
  }

  /** It is their turn. */
  static Future<Void> invite(SqlClient tx, List<UUID> signers) {
    return tx.preparedQuery(
            """
            update contract_signer set state = 'invited' where id = any($1) and state = 'waiting'
            """)
        .execute(Tuple.of(signers.toArray(UUID[]::new)))
        .mapEmpty();
  }

  static Future<Boolean> signed(SqlClient tx, UUID signer, Instant now) {
    return tx.preparedQuery(
            """
            update contract_signer set state = 'signed', signed_at = $2
            where id = $1 and state = 'signing'
            """)
        .execute(Tuple.of(signer, now.atOffset(ZoneOffset.UTC)))
        .map(SeatStore::one);
  }

  /** The contract is different now: whoever shows it, shows it anew. */
  static Future<Void> touch(SqlClient tx, UUID contract) {
    return tx.preparedQuery("update contract set version = version + 1 where id = $1")
        .execute(Tuple.of(contract))
        .mapEmpty();
  }

  /** Somebody's signature stands: what staff decide about is different now. */
  static Future<Void> touchTerms(SqlClient tx, UUID contract) {
    return tx.preparedQuery(
            """
            update contract set version = version + 1, terms_version = terms_version + 1
            where id = $1
            """)
        .execute(Tuple.of(contract))
        .mapEmpty();
  }

  static Future<Boolean> contractSigned(SqlClient tx, UUID contract, Instant now) {
    return tx.preparedQuery(
            """
            update contract set state = 'signed', signed_at = $2
            where id = $1 and state = 'signing'
            """)
        .execute(Tuple.of(contract, now.atOffset(ZoneOffset.UTC)))
        .map(SeatStore::one);
  }

  static Future<Boolean> contractInForce(SqlClient tx, UUID contract, Instant now) {
    return tx.preparedQuery(
            """
            update contract set state = 'in-force', concluded_at = $2
            where id = $1 and state = 'concluding'
            """)
        .execute(Tuple.of(contract, now.atOffset(ZoneOffset.UTC)))
        .map(SeatStore::one);
  }

  /**
   * A cancellation agreement that has ended.
   *
   * @param cancels the contract that it cancels; none: that was erased before
   */
  record Agreement(Optional<UUID> cancels) {}

  /** A cancellation agreement ends as it is concluded; nothing where it is another contract. */
  static Future<Optional<Agreement>> agreementEnded(SqlClient tx, UUID contract, Instant now) {
    return tx.preparedQuery(
            """
            update contract
            set state = 'ended', outcome = 'cancelled', concluded_at = $2, ended_at = $2
            where id = $1 and state = 'concluding' and kind = 'cancellation' returning cancels
            """)
        .execute(Tuple.of(contract, now.atOffset(ZoneOffset.UTC)))
        .map(
            rows ->
                rows.stream()
                    .findFirst()
                    .map(row -> new Agreement(Optional.ofNullable(row.getUUID("cancels")))));
  }

  /** in-force → ended by agreement; answers its branch, or nothing where it has ended before. */
  static Future<Optional<UUID>> contractCancelled(SqlClient tx, UUID contract, Instant now) {
    return tx.preparedQuery(
            """
            update contract
            set state = 'ended', outcome = 'cancelled', ended_at = $2, version = version + 1,
              terms_version = terms_version + 1
            where id = $1 and state = 'in-force' returning branch_id
            """)
        .execute(Tuple.of(contract, now.atOffset(ZoneOffset.UTC)))
        .map(rows -> rows.stream().findFirst().map(row -> row.getUUID("branch_id")));
  }

  /** The seal could not be set: to be concluded again. */
  static Future<Boolean> contractToBeConcluded(SqlClient tx, UUID contract) {
    return tx.preparedQuery(
            """
            update contract set state = 'signed', terms_version = terms_version + 1
            where id = $1 and state = 'concluding'
            """)
        .execute(Tuple.of(contract))
        .map(SeatStore::one);
  }

  /** Whether the contract's documents carry visible marks. */
  static Future<Boolean> markVisible(SqlClient db, UUID contract) {
    return db.preparedQuery("select mark_visible from contract where id = $1")
        .execute(Tuple.of(contract))
        .map(rows -> rows.iterator().next().getBoolean("mark_visible"));
  }

  private static boolean one(SqlResult<?> result) {
    return result.rowCount() == 1;
  }

  private static Seat seat(Row row) {
    return new Seat(
        row.getUUID("id"),
        row.getUUID("contract_id"),
        row.getUUID("branch_id"),
        row.getString("summary"),
        row.getLocalDate("sign_by"),
        row.getString("contract_state"),
        row.getBoolean("mark_visible"),
        row.getUUID("user_id"),
        row.getString("email"),
        row.getString("name"),
        row.getString("organization"),
        Locale.of(row.getString("language")),
        row.getString("standing"),
        row.getBoolean("personal"),
        row.getString("state"),
        row.getInteger("turn"),
        row.getBoolean("read_all"),
        row.getBoolean("mail_unconfirmed"));
  }
}
