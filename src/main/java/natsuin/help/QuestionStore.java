package natsuin.help;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The rows of questions. */
final class QuestionStore {
  private QuestionStore() {}

  /** All of them in their order, or those that customers see. */
  static Future<List<Question>> all(SqlClient db, boolean publishedOnly) {
    return db.preparedQuery(
            """
            select id, question, answer, question_en, answer_en, published, version from faq
            where published or not $1 order by position, id
            """)
        .execute(Tuple.of(publishedOnly))
        .map(
            rows -> {
              var questions = new ArrayList<Question>();
              rows.forEach(row -> questions.add(read(row)));
              return questions;
            });
  }

  /** Puts a new one at the end. */
  static Future<Void> insert(SqlConnection db, Question question, Instant now) {
    return db.preparedQuery(
            """
            insert into faq (id, question, answer, question_en, answer_en, published, version, changed_at, position)
            values ($1, $2, $3, $4, $5, $6, 1, $7, (select coalesce(max(position), 0) + 1 from faq))
            """)
        .execute(values(question, now))
        .mapEmpty();
  }

  /** False where it is not this version any more. */
  static Future<Boolean> update(SqlConnection db, Question question, Instant now) {
    return db.preparedQuery(
            """
            update faq set question = $2, answer = $3, question_en = $4, answer_en = $5, published = $6,
              changed_at = $7, version = version + 1
            where id = $1 and version = $8
            """)
        .execute(values(question, now).addInteger(question.version()))
        .map(rows -> rows.rowCount() == 1);
  }

  /** False where it is not this version any more. */
  static Future<Boolean> delete(SqlConnection db, UUID id, int version) {
    return db.preparedQuery("delete from faq where id = $1 and version = $2")
        .execute(Tuple.of(id, version))
        .map(rows -> rows.rowCount() == 1);
  }

  /** Puts them in this order; false where they are not exactly those that there are. */
  static Future<Boolean> order(SqlConnection db, List<UUID> ids) {
    var wanted = new JsonArray();
    ids.forEach(id -> wanted.add(id.toString()));
    return db.query("lock table faq in share row exclusive mode")
        .execute()
        .compose(locked -> db.query("select id from faq").execute())
        .compose(
            rows -> {
              var there = new ArrayList<UUID>();
              rows.forEach(row -> there.add(row.getUUID("id")));
              return there.size() == ids.size() && ids.containsAll(there)
                  ? db.preparedQuery(
                          """
                          update faq set position = wanted.n
                          from (select value::uuid as id, ordinality as n
                                from jsonb_array_elements_text($1::jsonb) with ordinality) wanted
                          where faq.id = wanted.id
                          """)
                      .execute(Tuple.of(wanted))
                      .map(true)
                  : Future.succeededFuture(false);
            });
  }

  private static Tuple values(Question question, Instant now) {
    return Tuple.tuple()
        .addUUID(question.id())
        .addString(question.texts().question())
        .addString(question.texts().answer())
        .addString(question.texts().questionEn())
        .addString(question.texts().answerEn())
        .addBoolean(question.published())
        .addOffsetDateTime(now.atOffset(ZoneOffset.UTC));
  }

  private static Question read(Row row) {
    return new Question(
        row.getUUID("id"),
        new Question.Texts(
            row.getString("question"),
            row.getString("answer"),
            row.getString("question_en"),
            row.getString("answer_en")),
        row.getBoolean("published"),
        row.getInteger("version"));
  }
}
