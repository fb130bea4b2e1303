package natsuin.ledger;

import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import natsuin.http.Csv;
import natsuin.http.Language;
import natsuin.http.Messages;
import org.jspecify.annotations.Nullable;

/** The columns of the files, in the reader's language; dates as ISO 8601, amounts in yen. */
record Columns(Language language) {
  private static final List<String> CUSTOMERS =
      List.of(
          "applied",
          "number",
          "summary",
          "amount",
          "planned",
          "standing",
          "signing-status",
          "progress",
          "branch",
          "officer");
  private static final List<String> STAFF =
      List.of(
          "applied",
          "number",
          "summary",
          "party",
          "amount",
          "planned",
          "sign-by",
          "signed",
          "seats",
          "progress",
          "branch",
          "officer");

  String customerHead() {
    return head(CUSTOMERS);
  }

  String staffHead() {
    return head(STAFF);
  }

  private String head(List<String> columns) {
    return Csv.line(columns.stream().map(column -> word("column", column)).toList());
  }

  String customer(JsonObject row) {
    String capacity =
        row.getString("capacity").equals("personal") ? word("capacity", "personal") : "";
    return line(
        row.getString("appliedOn"),
        row.getString("number"),
        row.getString("summary"),
        amount(row),
        row.getString("plannedOn"),
        word("standing", row.getString("standing")) + capacity,
        word("signing-status", row.getString("signingStatus")),
        progress(row.getString("progress"), row),
        row.getJsonObject("officer").getString("branch"),
        row.getJsonObject("officer").getString("name"));
  }

  String staff(JsonObject row) {
    return line(
        row.getString("appliedOn"),
        row.getString("number"),
        row.getString("summary"),
        row.getString("organization"),
        amount(row),
        row.getString("plannedOn"),
        row.getString("signBy"),
        String.valueOf(row.getInteger("signed")),
        String.valueOf(row.getInteger("seats")),
        progress(row.getString("state"), row),
        row.getJsonObject("branch").getString(language == Language.JA ? "name" : "nameLatin"),
        row.getJsonObject("officer").getString("name"));
  }

  private static String line(@Nullable String... cells) {
    return Csv.line(Arrays.asList(cells));
  }

  private static @Nullable String amount(JsonObject row) {
    Long amount = row.getLong("amount");
    return amount == null ? null : amount.toString();
  }

  /** An ended contract says how it ended: 完済 or 取消合意済. */
  private String progress(String state, JsonObject row) {
    String outcome = row.getString("outcome");
    return word("state", outcome == null ? state : outcome);
  }

  private String word(String kind, String code) {
    return Messages.text(language, "ledger." + kind + "." + code, Map.of());
  }
}
