package natsuin.ledger;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import natsuin.kernel.Codes;

/** Which part of a list, and in which order. */
record Page(int number, int size, Sort sort, boolean ascending) {
  /** Staff's lists count no further; who finds more looks more closely. */
  static final int MOST = 1_000;

  /** What a list is sorted by; no amount is less than any. */
  enum Sort {
    APPLIED("applied", "c.applied_on"),
    PLANNED("planned", "c.planned_on"),
    AMOUNT("amount", "coalesce(c.amount, -1)");

    private final String code;
    private final String key;

    Sort(String code, String key) {
      this.code = code;
      this.key = key;
    }

    static Sort of(String code) {
      return Codes.find(values(), sort -> sort.code, code);
    }

    String key() {
      return key;
    }
  }

  int offset() {
    return (number - 1) * size;
  }

  String direction() {
    return ascending ? "asc" : "desc";
  }

  /** Of a list of which everything is counted. */
  JsonObject json(Found found) {
    return new JsonObject()
        .put("total", found.total())
        .put("more", false)
        .put("page", number)
        .put("size", size)
        .put("items", new JsonArray(found.rows()));
  }

  /** Of a list in which one stops counting. */
  JsonObject jsonUpToMost(Found found) {
    return json(found)
        .put("total", Math.min(found.total(), MOST))
        .put("more", found.total() > MOST);
  }
}
