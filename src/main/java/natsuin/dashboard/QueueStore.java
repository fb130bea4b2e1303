package natsuin.dashboard;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import natsuin.pg.Database;
import org.jspecify.annotations.Nullable;

/** Asks PostgreSQL for what waits for staff: of one branch, or where none is named of all. */
final class QueueStore {
  private final Database database;

  QueueStore(Database database) {
    this.database = database;
  }

  /** The API's {@code QueueCounts}. */
  Future<JsonObject> counts(@Nullable UUID branch, Moment moment) {
    return database
        .client()
        .preparedQuery(
            """
            select (select count(*) from application c
                     where c.state = 'submitted' and %1$s) as applications,
                   (select count(*) from certificate_request r
                      join app_user u on u.id = r.user_id and u.deleted_at is null
                      join organization c on c.id = u.organization_id
                     where r.state = 'under-review' and %1$s) as documents,
                   (select count(*) from certificate_request r
                      join app_user u on u.id = r.user_id and u.deleted_at is null
                      join organization c on c.id = u.organization_id
                     where r.state = 'meeting-due' and %1$s) as meetings,
                   (select count(*) from contract c where %2$s and %1$s) as "toConclude",
                   (select count(*) from contract c where %3$s and %1$s) as overdue,
                   (select count(*) from contract c where %4$s and %1$s) as refused,
                   (select count(*) from revocation_order c
                      join certificate x on x.serial = c.serial and x.state = 'issued'
                     where c.state = 'filed' and %1$s) as revocations,
                   (select count(*) from employer_user m
                      join employer c on c.id = m.employer_id
                     where m.role = 'master' and m.blocked_at is not null and m.deleted_at is null
                       and %1$s) as "blockedMasters",
                   (select count(*) from employer_reset c
                     where c.state = 'filed' and %1$s) as resets
              from %5$s
            """
                .formatted(of(branch), TO_CONCLUDE, OVERDUE, REFUSED, NOW))
        .execute(values(branch, moment))
        .map(rows -> rows.iterator().next().toJson());
  }

  /** Every statement has it, so that one tuple of values fits them all. */
  private static final String NOW = "(values ($1::timestamptz, $2::date)) as moment (now, today)";

  private static final String TO_CONCLUDE = "c.state = 'signed'";
  private static final String OVERDUE = "c.state = 'signing' and c.sign_by < moment.today";
  private static final String REFUSED =
      """
      c.state = 'refused' and c.ended_at > moment.now - interval '7 days'
      and not exists (select from contract_care k
                       where k.contract_id = c.id and k.trouble = 'refused')
      """;

  private static String of(@Nullable UUID branch) {
    return branch == null ? "true" : "c.branch_id = $3";
  }

  private static Tuple values(@Nullable UUID branch, Moment moment) {
    Tuple values = Tuple.of(moment.now(), moment.today());
    return branch == null ? values : values.addUUID(branch);
  }

  /** Signed by everybody: those that wait longest first. */
  Future<List<JsonObject>> toConclude(@Nullable UUID branch, Moment moment, int most) {
    return contracts(TO_CONCLUDE, "c.signed_at", branch, moment, most);
  }

  /** Past the day until which they were to be signed. */
  Future<List<JsonObject>> overdue(@Nullable UUID branch, Moment moment, int most) {
    return contracts(OVERDUE, "c.sign_by", branch, moment, most);
  }

  /** Refused these days, and nobody has taken it on. */
  Future<List<JsonObject>> refused(@Nullable UUID branch, Moment moment, int most) {
    return contracts(REFUSED, "c.ended_at", branch, moment, most);
  }

  /** Employers' master users whom wrong passwords have blocked. */
  Future<List<JsonObject>> blockedMasters(@Nullable UUID branch, int most) {
    return BlockedMasterStore.of(database.client(), branch, most);
  }

  private Future<List<JsonObject>> contracts(
      String which, String since, @Nullable UUID branch, Moment moment, int most) {
    return database
        .client()
        .preparedQuery(
            """
            select c.id::text, c.number, c.summary, c.amount, c.state, c.sign_by,
                   coalesce(c.ended_at, c.signed_at, c.sent_at) as since,
                   f.id::text as officer_id, f.name as officer,
                   b.id::text as branch_id, b.code, b.name, b.name_latin,
                   (select o.name from contract_signer s
                      join organization o on o.id = s.organization_id
                     where s.contract_id = c.id
                     order by (s.standing <> 'borrower'), s.turn, s.id limit 1) as organization,
                   (select s.comment from contract_signer s
                     where s.contract_id = c.id and s.state = 'refused' limit 1) as comment
            from contract c
            cross join %s
            join branch b on b.id = c.branch_id
            join staff f on f.id = c.officer_id
            where %s and %s
            order by %s, c.id limit %d
            """
                .formatted(NOW, which, of(branch), since, most))
        .execute(values(branch, moment))
        .map(rows -> rows.stream().map(QueueStore::contract).toList());
  }

  private static JsonObject contract(Row row) {
    return new JsonObject()
        .put("id", row.getString("id"))
        .put("number", row.getString("number"))
        .put("summary", row.getString("summary"))
        .put("amount", row.getLong("amount"))
        .put("state", row.getString("state"))
        .put("signBy", Objects.toString(row.getLocalDate("sign_by"), null))
        .put("since", row.getOffsetDateTime("since").toInstant().toString())
        .put("organization", row.getString("organization"))
        .put("comment", row.getString("comment"))
        .put(
            "officer",
            new JsonObject()
                .put("id", row.getString("officer_id"))
                .put("name", row.getString("officer")))
        .put("branch", branch(row));
  }

  static JsonObject branch(Row row) {
    return new JsonObject()
        .put("id", row.getString("branch_id"))
        .put("code", row.getString("code"))
        .put("name", row.getString("name"))
        .put("nameLatin", row.getString("name_latin"));
  }
}
