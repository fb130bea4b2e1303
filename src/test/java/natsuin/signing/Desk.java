package natsuin.signing;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import natsuin.pg.Database;

/** The least that a story would decide. */
final class Desk implements SigningDesk {
  private final Database database;

  Desk(Database database) {
    this.database = database;
  }

  @Override
  public Future<Permission> permission(JobSubject subject) {
    if (subject.signer().isEmpty()) {
      return Future.succeededFuture(new Permission.Seal("見本銀行", true));
    }
    return database
        .client()
        .preparedQuery(
            """
            select k.id, u.given_name from contract_signer s
            join credential k on k.user_id = s.user_id join app_user u on u.id = s.user_id
            where s.id = $1
            """)
        .execute(Tuple.of(subject.signer().get()))
        .map(
            rows -> {
              var row = rows.iterator().next();
              return new Permission.Signer(
                  row.getUUID("id"), row.getString("given_name"), "債務者", true);
            });
  }

  @Override
  public Future<Boolean> hold(SqlConnection tx, JobSubject subject) {
    return tx.preparedQuery("select state from contract where id = $1 for update")
        .execute(Tuple.of(subject.contract()))
        .map(rows -> "signing".equals(rows.iterator().next().getString("state")));
  }

  @Override
  public Future<Void> finished(SqlConnection tx, JobSubject subject) {
    return tx.preparedQuery("update contract_signer set state = 'signed' where id = $1")
        .execute(Tuple.of(subject.signer().orElse(null)))
        .mapEmpty();
  }

  @Override
  public Future<Void> abandoned(SqlConnection tx, JobSubject subject, String code) {
    return tx.preparedQuery(
            "update contract_signer set state = 'invited', comment = $2 where id = $1")
        .execute(Tuple.of(subject.signer().orElse(null), code))
        .mapEmpty();
  }
}
