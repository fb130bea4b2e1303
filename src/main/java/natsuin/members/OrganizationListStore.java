package natsuin.members;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** The branch's customers, page by page. */
final class OrganizationListStore {
  /** Rows on a page. */
  static final int SIZE = 20;

  private static final Pattern SPACES = Pattern.compile("[\\s\u3000]+");

  private OrganizationListStore() {}

  /** A page of them. */
  record Found(long total, List<JsonObject> items) {}

  /**
   * Those whose name, or one of whose users' name, address or MyPageID, contains the text, however
   * it is spaced.
   *
   * @param branch none: every branch
   * @param page from 1
   */
  static Future<Found> find(SqlClient db, Optional<UUID> branch, String text, int page) {
    String pattern =
        "%" + SPACES.matcher(text).replaceAll("").replaceAll("([%_\\\\])", "\\\\$1") + "%";
    return db.preparedQuery(
            """
            select o.id, o.kind, o.name, o.name_kana, o.borrower, o.telephone, b.name as branch,
              b.name_latin as branch_latin, count(*) over () as total,
              (select count(*) from app_user u
               where u.organization_id = o.id and u.deleted_at is null) as users
            from organization o join branch b on b.id = o.branch_id
            where ($1::uuid is null or o.branch_id = $1) and (
              translate(concat_ws('|', o.name, o.name_kana, o.name_latin), ' \u3000', '') ilike $2
              or exists (
                select 1 from app_user u where u.organization_id = o.id and u.deleted_at is null
                and translate(concat_ws('|', u.family_name || u.given_name,
                  u.family_kana || u.given_kana, u.family_latin || u.given_latin,
                  u.given_latin || u.family_latin, u.mypage_id, u.email), ' \u3000', '') ilike $2))
            order by o.name_kana, o.id limit $3 offset $4
            """)
        .execute(Tuple.of(branch.orElse(null), pattern, SIZE, (page - 1) * SIZE))
        .map(
            rows -> {
              var items = new ArrayList<JsonObject>();
              long total = 0;
              for (Row row : rows) {
                total = row.getLong("total");
                items.add(item(row));
              }
              return new Found(total, items);
            });
  }

  private static JsonObject item(Row row) {
    return new JsonObject()
        .put("id", row.getUUID("id").toString())
        .put("kind", row.getString("kind"))
        .put("name", row.getString("name"))
        .put("nameKana", row.getString("name_kana"))
        .put("telephone", row.getString("telephone"))
        .put("borrower", row.getBoolean("borrower"))
        .put("branch", row.getString("branch"))
        .put("branchLatin", row.getString("branch_latin"))
        .put("users", row.getLong("users"));
  }
}
