package natsuin.employerdesk;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import natsuin.pg.Database;

/** The branch's employers, page by page. */
final class EmployerListStore {
  /** Rows on a page. */
  static final int SIZE = 20;

  private static final Pattern SPACES = Pattern.compile("[\\s\u3000]+");

  private EmployerListStore() {}

  /**
   * Those whose number begins with the text, or whose name, kana or Latin name contains it, however
   * it is spaced.
   *
   * @param branch none: every branch
   * @param page from 1
   */
  static Future<JsonObject> find(
      SqlClient db, Optional<UUID> branch, String text, int page, Instant now) {
    String plain = SPACES.matcher(text).replaceAll("").replaceAll("([%_\\\\])", "\\\\$1");
    return db.preparedQuery(
            Database.ANEW
                + """
                select e.id, e.number, e.name, e.name_kana, b.name as branch,
                  b.name_latin as branch_latin, count(*) over () as total,
                  (select count(*) from employer_user u
                   where u.employer_id = e.id and u.deleted_at is null) as users,
                  case when m.blocked_at is not null then 'blocked'
                       when m.locked_until > $5 then 'locked'
                       when m.password_expires_at <= $5 then 'initial-expired'
                       when m.password_expires_at is not null then 'initial'
                       else 'registered' end as master
                from employer e join branch b on b.id = e.branch_id
                left join employer_user m
                  on m.employer_id = e.id and m.role = 'master' and m.deleted_at is null
                where ($1::uuid is null or e.branch_id = $1) and (e.number like $6 or
                  translate(concat_ws('|', e.name, e.name_kana, e.name_latin), ' \u3000', '') ilike $2)
                order by e.name_kana, e.id limit $3 offset $4
                """)
        .execute(
            Tuple.of(
                branch.orElse(null),
                "%" + plain + "%",
                SIZE,
                (page - 1) * SIZE,
                now.atOffset(ZoneOffset.UTC),
                plain + "%"))
        .map(
            rows -> {
              var items = new JsonArray();
              rows.forEach(row -> items.add(item(row)));
              long total = rows.size() == 0 ? 0 : rows.iterator().next().getLong("total");
              return new JsonObject()
                  .put("total", total)
                  .put("page", page)
                  .put("size", SIZE)
                  .put("items", items);
            });
  }

  private static JsonObject item(Row row) {
    return new JsonObject()
        .put("id", row.getUUID("id").toString())
        .put("number", row.getString("number"))
        .put("name", row.getString("name"))
        .put("nameKana", row.getString("name_kana"))
        .put("branch", row.getString("branch"))
        .put("branchLatin", row.getString("branch_latin"))
        .put("users", row.getLong("users"))
        .put("master", row.getString("master"));
  }
}
