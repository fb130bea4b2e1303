package natsuin.enrolment;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import natsuin.users.OrganizationKind;

/** Looks for what an application has in common with customers and with other applications. */
final class HintStore {
  /** More than these say nothing more. */
  private static final int MOST = 20;

  private final ApplicationVault vault;

  HintStore(ApplicationVault vault) {
    this.vault = vault;
  }

  /**
   * A hint each: {@code match} with an existing {@code what}, called {@code name}.
   *
   * @param only the one branch whose customers the reader may know by name (STAFF-1); empty: all
   */
  Future<JsonArray> hints(
      SqlClient db, Application application, Personal personal, Optional<UUID> only) {
    return Future.all(
            organizations(db, personal),
            users(db, personal),
            applications(db, application, personal))
        .map(
            found -> {
              var hints = new JsonArray();
              found
                  .<List<Hint>>list()
                  .forEach(part -> part.forEach(hint -> hints.add(hint.shown(only))));
              return hints;
            });
  }

  private static Future<List<Hint>> organizations(SqlClient db, Personal personal) {
    boolean named = personal.kind() != OrganizationKind.INDIVIDUAL;
    return db.preparedQuery(
            """
            select o.name, b.id as branch_id, b.name as branch,
                   case when translate(o.name, ' 　', '') = translate($1, ' 　', '')
                          or translate(o.name_kana, ' 　', '') = translate($2, ' 　', '')
                        then 'same-name' else 'same-address' end as match
            from organization o join branch b on b.id = o.branch_id
            where ($4 and (translate(o.name, ' 　', '') = translate($1, ' 　', '')
                           or translate(o.name_kana, ' 　', '') = translate($2, ' 　', '')))
               or translate(o.address, ' 　', '') = translate($3, ' 　', '')
            order by o.created_at desc limit $5
            """)
        .execute(
            Tuple.of(personal.name(), personal.nameKana(), personal.text("address"), named, MOST))
        .map(rows -> rows.stream().map(row -> hint(row, "organization")).toList());
  }

  private static Future<List<Hint>> users(SqlClient db, Personal personal) {
    return db.preparedQuery(
            """
            select u.family_name || '　' || u.given_name || ' (' || o.name || ')' as name,
                   b.id as branch_id, b.name as branch,
                   case when lower(u.email) = lower($1) then 'email-taken' else 'same-person' end as match
            from app_user u
            join organization o on o.id = u.organization_id
            join branch b on b.id = o.branch_id
            where u.deleted_at is null
              and (lower(u.email) = lower($1)
                   or (u.birth_date = $2 and (u.family_name || u.given_name = $3
                                              or u.family_kana || u.given_kana = $4)))
            order by u.created_at desc limit $5
            """)
        .execute(
            Tuple.of(
                personal.email(),
                personal.date("birthDate"),
                personal.text("familyName") + personal.text("givenName"),
                personal.text("familyKana") + personal.text("givenKana"),
                MOST))
        .map(rows -> rows.stream().map(row -> hint(row, "user")).toList());
  }

  private Future<List<Hint>> applications(
      SqlClient db, Application application, Personal personal) {
    String[] marks = vault.marks(personal).toArray(String[]::new);
    return db.preparedQuery(
            """
            select a.number as name, b.id as branch_id, b.name as branch, a.state,
                   (select split_part(m, ':', 1) from unnest(a.marks) m where m = any($2) limit 1)
                     as match
            from application a join branch b on b.id = a.branch_id
            where a.marks && $2 and a.id <> $1 and a.state in ('submitted', 'refused')
            order by a.submitted_at desc limit $3
            """)
        .execute(Tuple.of(application.id(), marks, MOST))
        .map(rows -> rows.stream().map(HintStore::application).toList());
  }

  private static Hint application(Row row) {
    Hint hint = hint(row, "application");
    hint.own().put("state", row.getString("state"));
    return hint;
  }

  private static Hint hint(Row row, String what) {
    return new Hint(
        row.getUUID("branch_id"),
        new JsonObject()
            .put("match", Match.of(row.getString("match")).code())
            .put("what", what)
            .put("branch", row.getString("branch")),
        new JsonObject().put("name", row.getString("name")));
  }

  /** What everybody who decides may know, and what only those of that branch. */
  private record Hint(UUID branch, JsonObject open, JsonObject own) {
    JsonObject shown(Optional<UUID> only) {
      return only.isEmpty() || only.get().equals(branch) ? open.mergeIn(own) : open;
    }
  }
}
