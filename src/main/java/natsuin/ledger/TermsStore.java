package natsuin.ledger;

import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** What both kinds of lists read alike. */
final class TermsStore {
  private TermsStore() {}

  /** The count stands in every row; a page beyond the end is one row with nothing else in it. */
  static Found found(RowSet<Row> rows, Function<Row, JsonObject> read) {
    return new Found(
        rows.iterator().next().getLong("total"),
        StreamSupport.stream(rows.spliterator(), false)
            .filter(row -> row.getUUID("id") != null)
            .map(read)
            .toList());
  }

  /** Identity and terms. */
  static JsonObject terms(Row row) {
    return new JsonObject()
        .put("id", row.getUUID("id").toString())
        .put("number", row.getString("number"))
        .put("summary", row.getString("summary"))
        .put("amount", row.getLong("amount"))
        .put("appliedOn", text(row.getLocalDate("applied_on")))
        .put("plannedOn", text(row.getLocalDate("planned_on")))
        .put("kind", row.getString("kind"))
        .put("outcome", row.getString("outcome"))
        .put("signBy", text(row.getLocalDate("sign_by")));
  }

  static @Nullable String text(@Nullable OffsetDateTime at) {
    return at == null ? null : at.toInstant().toString();
  }

  private static @Nullable String text(@Nullable LocalDate day) {
    return day == null ? null : day.toString();
  }
}
