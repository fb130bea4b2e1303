package natsuin.contracts;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import natsuin.kernel.UserRole;

/** Who can be asked to sign. */
final class SignerCandidateStore {
  private static final int MOST = 50;
  private static final String CANDIDATE =
      """
      select u.id, u.family_name || '\u3000' || u.given_name as name,
        u.given_latin || ' ' || u.family_latin as name_latin,
        o.id as organization_id, o.name as organization, o.kind, u.role, u.personal_signature,
        coalesce(x.state = 'issued' and x.not_before <= $2 and $2 < x.not_after, false)
          as certified,
        coalesce(k.state = 'locked' and (k.locked_until is null or k.locked_until > $2), false)
          as pin_locked
      from app_user u
      join organization o on o.id = u.organization_id
      left join credential k on k.user_id = u.id and k.state in ('active', 'locked')
      left join certificate x on x.serial = k.serial
      """;

  /** As people put them between family and given name: half-width, full-width, several. */
  private static final Pattern SPACES = Pattern.compile("[\\s\u3000]+");

  private SignerCandidateStore() {}

  /**
   * Those whose name, address, MyPageID or organization contains the text, however it is spaced; at
   * most fifty.
   */
  static Future<List<SignerCandidate>> search(SqlClient db, String text, Instant now) {
    String pattern =
        "%" + SPACES.matcher(text).replaceAll("").replaceAll("([%_\\\\])", "\\\\$1") + "%";
    return db.preparedQuery(
            CANDIDATE
                + """
                where u.deleted_at is null and translate(concat_ws('|', o.name, o.name_kana, o.name_latin,
                  u.family_name || u.given_name, u.family_latin || u.given_latin,
                  u.given_latin || u.family_latin, u.mypage_id, u.email), ' \u3000', '') ilike $1
                order by o.name_kana, o.id, u.created_at, u.id limit $3
                """)
        .execute(Tuple.of(pattern, now.atOffset(ZoneOffset.UTC), MOST))
        .map(SignerCandidateStore::candidates);
  }

  /** Those of these users that exist. */
  static Future<List<SignerCandidate>> find(SqlClient db, Collection<UUID> users, Instant now) {
    return db.preparedQuery(CANDIDATE + "where u.id = any($1) and u.deleted_at is null")
        .execute(Tuple.of(users.toArray(UUID[]::new), now.atOffset(ZoneOffset.UTC)))
        .map(SignerCandidateStore::candidates);
  }

  private static List<SignerCandidate> candidates(Iterable<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false)
        .map(
            row ->
                new SignerCandidate(
                    row.getUUID("id"),
                    row.getString("name"),
                    row.getString("name_latin"),
                    row.getUUID("organization_id"),
                    row.getString("organization"),
                    row.getString("kind"),
                    UserRole.of(row.getString("role")),
                    row.getBoolean("personal_signature"),
                    row.getBoolean("certified"),
                    row.getBoolean("pin_locked")))
        .toList();
  }
}
