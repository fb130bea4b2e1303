package natsuin.ceremony;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlResult;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

/** Signature requests; each goes forward once, checked by the state that it comes from. */
final class RequestStore {
  private RequestStore() {}

  /** A new request, which replaces whatever this signer had begun before. */
  static Future<Void> begin(SqlClient tx, Request request, Approval approval, Instant now) {
    return supersede(tx, request.signer())
        .compose(
            done ->
                tx.preparedQuery(
                        """
                        insert into signature_request
                          (id, signer_id, contract_id, user_id, credential, digests, digest, state,
                           expires_at, created_at)
                        values ($1, $2, $3, $4, $5, $6, $7, 'pin-accepted', $8, $9)
                        """)
                    .execute(
                        Tuple.of(
                            request.id(),
                            request.signer(),
                            request.contract(),
                            request.user(),
                            request.credential(),
                            approval.json(),
                            Buffer.buffer(request.digest()),
                            utc(request.expiresAt()),
                            utc(now))))
        .mapEmpty();
  }

  /** What this signer has begun counts no more. */
  static Future<Void> supersede(SqlClient tx, UUID signer) {
    return tx.preparedQuery(
            """
            update signature_request set state = 'superseded'
            where signer_id = $1 and state in ('pin-accepted', 'authorized')
            """)
        .execute(Tuple.of(signer))
        .mapEmpty();
  }

  /** The request, if it is this user's and of this contract. */
  static Future<Optional<Request>> find(SqlClient db, UUID contract, UUID id, UUID user) {
    return db.preparedQuery(
            """
            select id, contract_id, signer_id, user_id, credential, digest, state, expires_at
            from signature_request where id = $1 and contract_id = $2 and user_id = $3
            """)
        .execute(Tuple.of(id, contract, user))
        .map(rows -> rows.stream().findFirst().map(RequestStore::request));
  }

  /** A new code was sent: there is as much time for it as for the first. */
  static Future<Boolean> extend(SqlClient tx, UUID id, Instant until) {
    return tx.preparedQuery(
            """
            update signature_request set expires_at = $2
            where id = $1 and state = 'pin-accepted'
            """)
        .execute(Tuple.of(id, utc(until)))
        .map(RequestStore::one);
  }

  /** The code was right. */
  static Future<Boolean> authorize(SqlClient tx, UUID id, Instant now, Instant until) {
    return tx.preparedQuery(
            """
            update signature_request set state = 'authorized', authorized_at = $2, expires_at = $3
            where id = $1 and state = 'pin-accepted' and expires_at > $2
            """)
        .execute(Tuple.of(id, utc(now), utc(until)))
        .map(RequestStore::one);
  }

  /** 「電子署名」 was pressed; true the first time only. */
  static Future<Boolean> use(SqlClient tx, UUID id, Instant now) {
    return tx.preparedQuery(
            """
            update signature_request set state = 'used', used_at = $2
            where id = $1 and state = 'authorized' and expires_at > $2
            """)
        .execute(Tuple.of(id, utc(now)))
        .map(RequestStore::one);
  }

  /** Which credential the signer's newest job was authorized with. */
  static Future<Optional<UUID>> credentialOfJob(SqlClient db, UUID job) {
    return db.preparedQuery(
            """
            select k.id from signing_job j
            join signature s on s.job_id = j.id
            join credential k on k.serial = s.serial
            where j.id = $1 limit 1
            """)
        .execute(Tuple.of(job))
        .map(rows -> rows.stream().findFirst().map(row -> row.getUUID("id")));
  }

  private static boolean one(SqlResult<?> result) {
    return result.rowCount() == 1;
  }

  private static Request request(Row row) {
    return new Request(
        row.getUUID("id"),
        row.getUUID("contract_id"),
        row.getUUID("signer_id"),
        row.getUUID("user_id"),
        row.getUUID("credential"),
        row.getBuffer("digest").getBytes(),
        row.getString("state"),
        row.getOffsetDateTime("expires_at").toInstant());
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
