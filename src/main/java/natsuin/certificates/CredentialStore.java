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

  /** Written when the counter of wrong PINs closes, so that losing the counter opens nothing. */
  static Future<Void> lock(SqlClient db, UUID id, Instant until) {
    return db.preparedQuery(
            "update credential set state = 'locked', locked_until = $2 where id = $1 and state <>"
                + " 'revoked'")
        .execute(Tuple.of(id, until.atOffset(ZoneOffset.UTC)))
        .mapEmpty();
  }

  /** After the lock has run out. */
  static Future<Void> unlock(SqlClient db, UUID id) {
    return db.preparedQuery(
            "update credential set state = 'active', locked_until = null where id = $1 and state ="
                + " 'locked'")
        .execute(Tuple.of(id))
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
