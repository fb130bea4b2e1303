package natsuin.mandates;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlResult;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import natsuin.kernel.UserRole;
import org.jspecify.annotations.Nullable;

/** Powers of attorney. A change is made only from the state that it presumes. */
final class MandateStore {
  private static final String SELECT =
      """
      select m.id, m.organization_id, o.branch_id, m.grantor_id, m.kind, m.purpose, m.agent_id,
             m.agent_name, m.agent_kana, m.agent_role, m.state, m.made_on, m.key_id, m.file_id,
             m.file_name, m.draft_sha256, m.signed_at, m.valid_until
      from mandate m join organization o on o.id = m.organization_id
      """;

  private MandateStore() {}

  static Future<Void> insert(SqlClient tx, Mandate mandate, Instant now) {
    return tx.preparedQuery(
            """
            insert into mandate
              (id, organization_id, grantor_id, kind, purpose, agent_id, agent_name, agent_kana,
               agent_role, state, made_on, key_id, file_id, file_name, draft_sha256, created_at,
               signed_at, valid_until)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
            """)
        .execute(
            Tuple.tuple()
                .addUUID(mandate.id())
                .addUUID(mandate.organization())
                .addUUID(mandate.grantor())
                .addString(mandate.kind().code())
                .addString(mandate.purpose().code())
                .addUUID(mandate.agent().flatMap(Agent::user).orElse(null))
                .addString(mandate.agent().map(Agent::name).orElse(""))
                .addString(mandate.agent().map(Agent::kana).orElse(""))
                .addString(mandate.agent().map(agent -> agent.role().code()).orElse(null))
                .addString(mandate.state().code())
                .addLocalDate(mandate.madeOn())
                .addUUID(mandate.bytes().map(Mandate.Bytes::key).orElse(null))
                .addUUID(mandate.bytes().map(Mandate.Bytes::file).orElse(null))
                .addString(mandate.fileName())
                .addBuffer(Buffer.buffer(mandate.draftSha256()))
                .addOffsetDateTime(utc(now))
                .addOffsetDateTime(mandate.signedAt().map(MandateStore::utc).orElse(null))
                .addOffsetDateTime(mandate.validUntil().map(MandateStore::utc).orElse(null)))
        .mapEmpty();
  }

  static Future<Optional<Mandate>> find(SqlClient db, UUID id) {
    return db.preparedQuery(SELECT + "where m.id = $1")
        .execute(Tuple.of(id))
        .map(MandateStore::first);
  }

  /** The same, and nobody else changes it until the transaction ends. */
  static Future<Optional<Mandate>> lock(SqlClient tx, UUID id) {
    return tx.preparedQuery(SELECT + "where m.id = $1 for update of m")
        .execute(Tuple.of(id))
        .map(MandateStore::first);
  }

  /**
   * Puts on record that this certificate's key is about to act; empty where another try is at it.
   *
   * @return the fence of this try
   */
  static Future<OptionalLong> claim(SqlClient tx, UUID id, String serial, Duration lease) {
    return tx.preparedQuery(
            """
            update mandate
            set state = 'signing', serial = $2, fence = fence + 1,
                lease_until = now() + $3 * interval '1 ms'
            where id = $1 and (state = 'draft' or (state = 'signing' and lease_until < now()))
            returning fence
            """)
        .execute(Tuple.of(id, serial, lease.toMillis()))
        .map(
            rows ->
                rows.size() == 0
                    ? OptionalLong.empty()
                    : OptionalLong.of(rows.iterator().next().getLong("fence")));
  }

  /** The try came to nothing. */
  static Future<Void> release(SqlClient db, UUID id, long fence) {
    return db.preparedQuery(
            """
            update mandate set state = 'draft', lease_until = null
            where id = $1 and fence = $2 and state = 'signing'
            """)
        .execute(Tuple.of(id, fence))
        .mapEmpty();
  }

  /** The signature stands. */
  static Future<Boolean> signed(
      SqlClient tx, UUID id, long fence, UUID file, Instant now, Instant validUntil) {
    return tx.preparedQuery(
            """
            update mandate
            set state = 'signed', file_id = $3, signed_at = $4, valid_until = $5, lease_until = null
            where id = $1 and fence = $2 and state = 'signing'
            """)
        .execute(Tuple.of(id, fence, file, utc(now), utc(validUntil)))
        .map(MandateStore::one);
  }

  /** Used for this, and for this agent. */
  static Future<Boolean> use(SqlClient tx, UUID id, Agent agent, String usedFor, Instant now) {
    return tx.preparedQuery(
            """
            update mandate
            set state = 'used', used_at = $2, used_for = $3, agent_id = $4, agent_name = $5,
                agent_kana = $6, agent_role = $7
            where id = $1 and state = 'signed'
            """)
        .execute(
            Tuple.of(
                id,
                utc(now),
                usedFor,
                agent.user().orElse(null),
                agent.name(),
                agent.kana(),
                agent.role().code()))
        .map(MandateStore::one);
  }

  /** What was used for one thing counts for another that took its place. */
  static Future<Void> follow(SqlClient tx, String from, String to) {
    return tx.preparedQuery(
            "update mandate set used_for = $2 where used_for = $1 and state = 'used'")
        .execute(Tuple.of(from, to))
        .mapEmpty();
  }

  /** What was used for this. */
  static Future<List<Mandate>> usedFor(SqlClient db, String what) {
    return db.preparedQuery(SELECT + "where m.used_for = $1 and m.state = 'used'")
        .execute(Tuple.of(what))
        .map(rows -> rows.stream().map(MandateStore::mandate).toList());
  }

  /** What is not there any more: its identifier, and its key's row where it had one. */
  record Gone(UUID id, Optional<UUID> key) {}

  /** Takes away what this grantor has not signed, or not used if on paper, beyond the newest. */
  static Future<List<Gone>> takeOld(SqlClient tx, UUID grantor, int kept) {
    return tx.preparedQuery(
            """
            with old as (
              select id from mandate
              where grantor_id = $1 and (state = 'draft' or (state = 'signed' and kind = 'paper'))
              order by created_at desc, id desc offset $2)
            delete from mandate m using old where m.id = old.id and m.state <> 'used'
            returning m.id, m.key_id
            """)
        .execute(Tuple.of(grantor, kept))
        .map(MandateStore::gone);
  }

  /** Takes away one on paper that was not used. */
  static Future<List<Gone>> takePaper(SqlClient tx, UUID id) {
    return tx.preparedQuery(
            """
            delete from mandate where id = $1 and kind = 'paper' and state = 'signed'
            returning id, key_id
            """)
        .execute(Tuple.of(id))
        .map(MandateStore::gone);
  }

  /** Takes away what was not signed or not used in time. */
  static Future<List<Gone>> takeOverdue(SqlClient tx, Instant draftsBefore, Instant now) {
    return tx.preparedQuery(
            """
            delete from mandate
            where (state = 'draft' and created_at < $1) or (state = 'signed' and valid_until < $2)
            returning id, key_id
            """)
        .execute(Tuple.of(utc(draftsBefore), utc(now)))
        .map(MandateStore::gone);
  }

  private static List<Gone> gone(RowSet<Row> rows) {
    return rows.stream()
        .map(row -> new Gone(row.getUUID("id"), Optional.ofNullable(row.getUUID("key_id"))))
        .toList();
  }

  private static Optional<Mandate> first(RowSet<Row> rows) {
    return rows.stream().findFirst().map(MandateStore::mandate);
  }

  private static boolean one(SqlResult<?> result) {
    return result.rowCount() == 1;
  }

  private static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }

  private static Optional<Instant> instant(@Nullable OffsetDateTime at) {
    return Optional.ofNullable(at).map(OffsetDateTime::toInstant);
  }

  private static Mandate mandate(Row row) {
    return new Mandate(
        row.getUUID("id"),
        row.getUUID("organization_id"),
        row.getUUID("branch_id"),
        row.getUUID("grantor_id"),
        MandateKind.of(row.getString("kind")),
        MandatePurpose.of(row.getString("purpose")),
        agent(row),
        Mandate.State.of(row.getString("state")),
        row.getLocalDate("made_on"),
        bytes(row),
        row.getString("file_name"),
        row.getBuffer("draft_sha256").getBytes(),
        instant(row.getOffsetDateTime("signed_at")),
        instant(row.getOffsetDateTime("valid_until")));
  }

  private static Optional<Agent> agent(Row row) {
    String role = row.getString("agent_role");
    return role == null
        ? Optional.empty()
        : Optional.of(
            new Agent(
                Optional.ofNullable(row.getUUID("agent_id")),
                row.getString("agent_name"),
                row.getString("agent_kana"),
                UserRole.of(role)));
  }

  private static Optional<Mandate.Bytes> bytes(Row row) {
    UUID key = row.getUUID("key_id");
    return key == null
        ? Optional.empty()
        : Optional.of(new Mandate.Bytes(key, row.getUUID("file_id")));
  }
}
