package natsuin.dashboard;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.stream.Stream;

/** One contract's line on the dashboard, as the API's {@code DashboardRow}. */
final class DashboardRow {
  private DashboardRow() {}

  static JsonObject of(Row row) {
    JsonArray parties = row.getJsonArray("parties").copy();
    parties.add(bank(row));
    return new JsonObject()
        .put("id", row.getUUID("id").toString())
        .put("number", row.getString("number"))
        .put("summary", row.getString("summary"))
        .put("amount", row.getLong("amount"))
        .put("organization", row.getString("organization"))
        .put("state", row.getString("state"))
        .put("since", since(row).toInstant())
        .put("trouble", trouble(row))
        .put("parties", parties);
  }

  /** When the present state began. */
  private static OffsetDateTime since(Row row) {
    return Stream.of("ended_at", "concluded_at", "signed_at", "sent_at")
        .map(row::getOffsetDateTime)
        .filter(java.util.Objects::nonNull)
        .findFirst()
        .orElseThrow();
  }

  private static Object trouble(Row row) {
    return row.getValue("trouble");
  }

  private static JsonObject bank(Row row) {
    JsonObject seal =
        row.getJsonObject("seal") == null ? new JsonObject() : row.getJsonObject("seal");
    String step =
        switch (row.getString("state")) {
          case "concluding" -> "signing";
          case "in-force", "ended" -> "done";
          case "refused", "withdrawn" -> "none";
          default -> "wait";
        };
    return new JsonObject()
        .put("standing", "bank")
        .put("step", step)
        .put("stage", seal.getString("stage"))
        .put("done", seal.getInteger("done", 0))
        .put("of", seal.getInteger("of", 0));
  }
}
