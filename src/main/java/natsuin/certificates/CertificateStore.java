package natsuin.certificates;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlResult;
import io.vertx.sqlclient.Tuple;
import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import natsuin.pki.Certificates;
import natsuin.pki.ToBeIssued;
import org.jspecify.annotations.Nullable;

/** Every certificate of ours, written down before the authority's key acts. */
final class CertificateStore {
  private CertificateStore() {}

  /** What is known of one serial number. */
  record Entry(
      String state, @Nullable Instant revokedAt, @Nullable String reason, @Nullable Buffer der) {}

  /** One line of a revocation list. */
  record RevokedEntry(BigInteger serial, Instant at, String reason) {}

  /** What is about to be signed. */
  static Future<Void> prepared(
      SqlClient db, ToBeIssued draft, IssuerName issuer, Optional<UUID> user, Instant now) {
    var row =
        Tuple.of(
            draft.serial().toString(16),
            issuer.code(),
            CertificateKind.of(draft.profile()).code(),
            draft.subject().principal().getName(),
            user.orElse(null),
            utc(draft.notBefore()),
            utc(draft.notAfter()),
            utc(now));
    return db.preparedQuery(
            """
            insert into certificate
              (serial, issuer, profile, subject, user_id, not_before, not_after, state, created_at)
            values ($1, $2, $3, $4, $5, $6, $7, 'prepared', $8)
            """)
        .execute(row)
        .mapEmpty();
  }

  /** The key has acted. */
  static Future<Void> issued(SqlClient db, X509Certificate certificate) {
    return db.preparedQuery(
            "update certificate set state = 'issued', der = $2 where serial = $1 and state ="
                + " 'prepared'")
        .execute(
            Tuple.of(
                certificate.getSerialNumber().toString(16),
                Buffer.buffer(Certificates.encode(certificate))))
        .mapEmpty();
  }

  /** A certificate made elsewhere in the program, such as the timestamp authority's; once. */
  static Future<Void> adopt(
      SqlClient db,
      X509Certificate certificate,
      IssuerName issuer,
      CertificateKind kind,
      Instant now) {
    var row =
        Tuple.of(
            certificate.getSerialNumber().toString(16),
            issuer.code(),
            kind.code(),
            certificate.getSubjectX500Principal().getName(),
            utc(certificate.getNotBefore().toInstant()),
            utc(certificate.getNotAfter().toInstant()),
            Buffer.buffer(Certificates.encode(certificate)),
            utc(now));
    return db.preparedQuery(
            """
            insert into certificate
              (serial, issuer, profile, subject, not_before, not_after, state, der, created_at)
            values ($1, $2, $3, $4, $5, $6, 'issued', $7, $8)
            on conflict (serial) do nothing
            """)
        .execute(row)
        .mapEmpty();
  }

  /** What is known of this serial number; nothing when it is not of this issuer. */
  static Future<Optional<Entry>> find(SqlClient db, IssuerName issuer, BigInteger serial) {
    return db.preparedQuery(
            """
            select state, revoked_at, revoked_reason, der
            from certificate where serial = $1 and issuer = $2
            """)
        .execute(Tuple.of(serial.toString(16), issuer.code()))
        .map(rows -> rows.stream().findFirst().map(CertificateStore::entry));
  }

  /** All that were revoked and have not run out since. */
  static Future<List<RevokedEntry>> revoked(SqlClient db, IssuerName issuer, Instant now) {
    return db.preparedQuery(
            """
            select serial, revoked_at, revoked_reason
            from certificate where issuer = $1 and state = 'revoked' and not_after > $2
            order by revoked_at, serial
            """)
        .execute(Tuple.of(issuer.code(), utc(now)))
        .map(
            rows -> {
              var list = new ArrayList<RevokedEntry>();
              rows.forEach(row -> list.add(revokedEntry(row)));
              return list;
            });
  }

  /** True for the one call that revoked it. */
  static Future<Boolean> revoke(SqlClient db, String serial, String reason, Instant at) {
    return db.preparedQuery(
            """
            update certificate set state = 'revoked', revoked_at = $2, revoked_reason = $3
            where serial = $1 and state = 'issued'
            """)
        .execute(Tuple.of(serial, utc(at), reason))
        .map(SqlResult::rowCount)
        .map(count -> count == 1);
  }

  /** The certificate of this serial number, where the key has acted and it is not revoked. */
  static Future<Optional<byte[]>> issuedBefore(SqlClient db, String serial) {
    return db.preparedQuery("select der from certificate where serial = $1 and state = 'issued'")
        .execute(Tuple.of(serial))
        .map(rows -> rows.stream().findFirst().map(row -> row.getBuffer("der").getBytes()));
  }

  /** Ends a certificate that is in nobody's hands: its issue went on without it. */
  static Future<Void> revokeOrphan(SqlClient tx, String serial, Instant at) {
    return tx.preparedQuery(
            """
            update certificate c
            set state = 'revoked', revoked_at = $2, revoked_reason = 'cessation-of-operation'
            where c.serial = $1 and c.state = 'issued'
              and not exists (select 1 from pending_credential p where p.serial = c.serial)
              and not exists (select 1 from credential x where x.serial = c.serial)
            """)
        .execute(Tuple.of(serial, utc(at)))
        .mapEmpty();
  }

  /**
   * Ends what was made for a request so far: it came to nothing, or another is made. What is only
   * prepared ends too: the authority's key may be acting at this moment.
   */
  static Future<Void> revokeOfPending(SqlClient tx, UUID request, Instant at) {
    return tx.preparedQuery(
            """
            update certificate c
            set state = 'revoked', revoked_at = $2, revoked_reason = 'cessation-of-operation'
            from pending_credential p
            where p.request_id = $1 and c.serial = p.serial and c.state in ('prepared', 'issued')
            """)
        .execute(Tuple.of(request, utc(at)))
        .mapEmpty();
  }

  /** The same for all such requests. */
  static Future<Void> revokeOfCancelled(SqlClient tx, Instant at) {
    return tx.preparedQuery(
            """
            update certificate c
            set state = 'revoked', revoked_at = $1, revoked_reason = 'cessation-of-operation'
            from pending_credential p join certificate_request r on r.id = p.request_id
            where r.state in ('issued', 'cancelled') and c.serial = p.serial and c.state in ('prepared', 'issued')
            """)
        .execute(Tuple.of(utc(at)))
        .mapEmpty();
  }

  /** The number of the next list: one more each time (RFC 5280 section 5.2.3). */
  static Future<BigInteger> nextListNumber(SqlClient db, IssuerName issuer) {
    return db.preparedQuery(
            """
            insert into crl_number (issuer, number) values ($1, 1)
            on conflict (issuer) do update set number = crl_number.number + 1
            returning number
            """)
        .execute(Tuple.of(issuer.code()))
        .map(rows -> BigInteger.valueOf(rows.iterator().next().getLong("number")));
  }

  private static Entry entry(Row row) {
    OffsetDateTime revokedAt = row.getOffsetDateTime("revoked_at");
    return new Entry(
        row.getString("state"),
        revokedAt == null ? null : revokedAt.toInstant(),
        row.getString("revoked_reason"),
        row.getBuffer("der"));
  }

  private static RevokedEntry revokedEntry(Row row) {
    return new RevokedEntry(
        new BigInteger(row.getString("serial"), 16),
        row.getOffsetDateTime("revoked_at").toInstant(),
        row.getString("revoked_reason"));
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
