package natsuin.contracts;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import natsuin.kernel.Codes;

/** The customers' three lists (CONTRACT-1). */
enum ContractList {
  /** 署名が必要な契約: from sending until the conclusion. */
  TO_SIGN("to-sign"),
  /** 現在有効な契約. */
  IN_FORCE("in-force"),
  /** 終了した契約, and those that failed: nothing disappears from sight. */
  ENDED("ended");

  private final String code;

  ContractList(String code) {
    this.code = code;
  }

  static ContractList of(String code) {
    return Codes.find(values(), list -> list.code, code);
  }

  String[] states() {
    return ContractState.codes(
        switch (this) {
          case TO_SIGN ->
              List.of(ContractState.SIGNING, ContractState.SIGNED, ContractState.CONCLUDING);
          case IN_FORCE -> List.of(ContractState.IN_FORCE);
          case ENDED ->
              List.of(ContractState.ENDED, ContractState.REFUSED, ContractState.WITHDRAWN);
        });
  }

  /** What a list is sorted by. */
  enum Sort {
    APPLIED("applied", "applied_on"),
    PLANNED("planned", "planned_on"),
    AMOUNT("amount", "amount");

    private final String code;
    private final String column;

    Sort(String code, String column) {
      this.code = code;
      this.column = column;
    }

    static Sort of(String code) {
      return Codes.find(values(), sort -> sort.code, code);
    }

    String column() {
      return column;
    }
  }

  /** Which part of a list, and in which order. */
  record Page(int number, int size, Sort sort, boolean ascending) {
    int offset() {
      return (number - 1) * size;
    }

    JsonObject json(long total, JsonArray items) {
      return new JsonObject()
          .put("total", total)
          .put("page", number)
          .put("size", size)
          .put("items", items);
    }
  }
}
