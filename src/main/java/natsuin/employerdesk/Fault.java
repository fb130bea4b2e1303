package natsuin.employerdesk;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import natsuin.http.Language;
import natsuin.http.Messages;
import natsuin.kernel.Failure.FieldError;

/**
 * What is wrong with a cell, as it is kept: the sentence is made when it is read.
 *
 * @param field of the column; empty: of the whole line
 * @param value as it stands in the file
 */
record Fault(int line, String field, String value, String code, Map<String, Object> facts) {

  static Fault of(Sheet.Row row, FieldError error) {
    String value = row.typed().getString(error.field(), "");
    return new Fault(row.line(), error.field(), value, error.code(), error.facts());
  }

  JsonObject json() {
    return new JsonObject()
        .put("line", line)
        .put("field", field)
        .put("value", value)
        .put("code", code)
        .put("facts", new JsonObject(facts));
  }

  static Fault of(JsonObject json) {
    return new Fault(
        json.getInteger("line"),
        json.getString("field"),
        json.getString("value"),
        json.getString("code"),
        json.getJsonObject("facts").getMap());
  }

  /** The heading of its column, as the file has it; empty for the whole line. */
  String column() {
    return Column.ofField(field).map(Column::heading).orElse("");
  }

  String message(Language language) {
    return Messages.text(language, "error." + code, facts);
  }
}
