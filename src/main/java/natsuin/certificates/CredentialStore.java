package natsuin.certificates;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import natsuin.pki.Certificates;
import natsuin.pki.KeyAlgorithm;

/** Signing credentials; their keys are ciphertext here and everywhere at rest. */
final class CredentialStore {
  private static final String SELECT =
      """
      select c.id, c.credential_id, c.user_id, c.algorithm, c.state, c.locked_until, x.der,
             c.wrapped_key, c.pin_wrap
      from credential c join certificate x on x.serial = c.serial
      """;

  private CredentialStore() {}

  /** A credential and its two wrappings. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Stored(Credential credential, byte[] wrappedKey, byte[] pinWrap) {}

  static Future<Void> add(SqlClient db, Stored stored, Instant now) {
    Credential credential = stored.credential();
    var row =
        Tuple.of(
            credential.id(),
            credential.credentialId(),
            credential.user(),
            credential.serial(),
            credential.algorithm().name(),
            Buffer.buffer(stored.wrappedKey()),
            Buffer.buffer(stored.pinWrap()),
            now.atOffset(ZoneOffset.UTC));
    return db.preparedQuery(
            """
            insert into credential
              (id, credential_id, user_id, serial, algorithm, wrapped_key, pin_wrap, state, created_at)
            values ($1, $2, $3, $4, $5, $6, $7, 'active', $8)
            """)
        .execute(row)
        .mapEmpty();
  }

  /** The one that the user signs with now, locked or not. */
  static Future<Optional<Stored>> ofUser(SqlClient db, UUID user) {
    return db.preparedQuery(SELECT + " where c.user_id = $1 and c.state in ('active', 'locked')")
        .execute(Tuple.of(user))
        .map(CredentialStore::first);
  }

  static Future<Optional<Stored>> byId(SqlClient db, UUID id) {
    return db.preparedQuery(SELECT + " where c.id = $1")
        .execute(Tuple.of(id))
        .map(CredentialStore::first);
  }

  /**
   * Locks after wrong PINs; a lock that somebody has set stays as it is. A node of the version
   * before says of its locks not whose they are: they are by wrong PINs.
   *
   * @param until empty: until somebody lifts it
   */
  static Future<Void> lock(SqlClient db, UUID id, Optional<Instant> until) {
    return db.preparedQuery(
            """
            update credential set state = 'locked', locked_until = $2, locked_by = 'wrong-pins'
            where id = $1
              and (state = 'active' or state = 'locked' and coalesce(locked_by, 'wrong-pins') = 'wrong-pins')
            """)
        .execute(Tuple.of(id, until.map(at -> at.atOffset(ZoneOffset.UTC)).orElse(null)))
        .mapEmpty();
  }

  /** After a lock by wrong PINs has run out. */
  static Future<Void> reopen(SqlClient db, UUID id, Instant now) {
    return db.preparedQuery(
            """
            update credential set state = 'active', locked_until = null, locked_by = null
            where id = $1 and state = 'locked' and locked_until <= $2
            """)
        .execute(Tuple.of(id, now.atOffset(ZoneOffset.UTC)))
        .mapEmpty();
  }

  /** Locks by hand, until somebody lifts it; a lock by wrong PINs becomes such a one. */
  static Future<Boolean> lockByHand(SqlClient tx, UUID id, String by) {
    return tx.preparedQuery(
            """
            update credential set state = 'locked', locked_until = null, locked_by = $2
            where id = $1
              and (state = 'active' or state = 'locked' and coalesce(locked_by, 'wrong-pins') = 'wrong-pins')
            """)
        .execute(Tuple.of(id, by))
        .map(done -> done.rowCount() == 1);
  }

  /** Whether somebody has locked it, and nobody has lifted that. */
  static Future<Boolean> isLockedByHand(SqlClient tx, UUID id) {
    return tx.preparedQuery(
            """
            select 1 from credential
            where id = $1 and state = 'locked' and coalesce(locked_by, 'wrong-pins') <> 'wrong-pins'
            """)
        .execute(Tuple.of(id))
        .map(rows -> rows.size() == 1);
  }

  /** Lifts whatever lock there is. */
  static Future<Boolean> unlockByHand(SqlClient tx, UUID id) {
    return tx.preparedQuery(
            """
            update credential set state = 'active', locked_until = null, locked_by = null
            where id = $1 and state = 'locked'
            """)
        .execute(Tuple.of(id))
        .map(done -> done.rowCount() == 1);
  }

  /** Puts the opening key under another PIN; false where the record is another by now. */
  static Future<Boolean> rewrap(SqlClient tx, UUID id, byte[] from, byte[] to) {
    return tx.preparedQuery(
            "update credential set pin_wrap = $3 where id = $1 and pin_wrap = $2 and state ="
                + " 'active'")
        .execute(Tuple.of(id, Buffer.buffer(from), Buffer.buffer(to)))
        .map(done -> done.rowCount() == 1);
  }

  /** Ends the one that this user signs with; its key is gone with it. */
  static Future<Optional<Credential>> revoke(SqlClient tx, UUID user) {
    return tx.preparedQuery(
            SELECT
                + """
                where c.user_id = $1 and c.state in ('active', 'locked') for update of c
                """)
        .execute(Tuple.of(user))
        .map(CredentialStore::first)
        .compose(
            found ->
                found.isEmpty()
                    ? Future.succeededFuture(Optional.empty())
                    : end(tx, found.get().credential()).map(found.map(Stored::credential)));
  }

  private static Future<Void> end(SqlClient tx, Credential credential) {
    return tx.preparedQuery(
            """
            update credential
            set state = 'revoked', locked_until = null,
                wrapped_key = ''::bytea, pin_wrap = ''::bytea
            where id = $1
            """)
        .execute(Tuple.of(credential.id()))
        .mapEmpty();
  }

  private static Optional<Stored> first(RowSet<Row> rows) {
    return rows.stream().findFirst().map(CredentialStore::stored);
  }

  private static Stored stored(Row row) {
    OffsetDateTime until = row.getOffsetDateTime("locked_until");
    var credential =
        new Credential(
            row.getUUID("id"),
            row.getString("credential_id"),
            row.getUUID("user_id"),
            KeyAlgorithm.valueOf(row.getString("algorithm")),
            Credential.State.of(row.getString("state")),
            Optional.ofNullable(until).map(OffsetDateTime::toInstant),
            Certificates.parse(row.getBuffer("der").getBytes()));
    return new Stored(
        credential, row.getBuffer("wrapped_key").getBytes(), row.getBuffer("pin_wrap").getBytes());
  }
}
