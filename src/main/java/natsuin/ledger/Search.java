package natsuin.ledger;

import java.time.LocalDate;
import natsuin.kernel.Codes;
import org.jspecify.annotations.Nullable;

/**
 * What somebody looks for, in any combination: what the law on electronic records asks for (date,
 * amount, counterparty, ranges, two or more together), and free text. Null: not asked for.
 *
 * @param day which of a contract's dates is meant
 * @param from that day included
 * @param to that day included
 * @param amountFrom whole yen, included
 * @param amountTo whole yen, included
 * @param counterparty any part of a name of those who sign
 * @param text any part of the summary or of a document's title, or a number
 */
record Search(
    Day day,
    @Nullable LocalDate from,
    @Nullable LocalDate to,
    @Nullable Long amountFrom,
    @Nullable Long amountTo,
    @Nullable String counterparty,
    @Nullable String text) {

  /** A contract's dates. */
  enum Day {
    /** 申込日. */
    APPLIED("applied", "c.applied_on"),
    /** 融資予定日. */
    PLANNED("planned", "c.planned_on");

    private final String code;
    private final String column;

    Day(String code, String column) {
      this.code = code;
      this.column = column;
    }

    static Day of(String code) {
      return Codes.find(values(), day -> day.code, code);
    }

    String column() {
      return column;
    }
  }
}
