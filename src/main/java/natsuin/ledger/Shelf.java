package natsuin.ledger;

import natsuin.kernel.Codes;

/** The customers' three lists (CONTRACT-1). */
enum Shelf {
  /** 署名が必要な契約: from sending until the conclusion. */
  TO_SIGN("to-sign", "c.state in ('signing', 'signed', 'concluding')"),
  /** 現在有効な契約; a drawdown within a credit line stays here until it is erased (CONTRACT-7). */
  IN_FORCE("in-force", "(c.state = 'in-force' or c.state = 'ended' and c.drawdown)"),
  /** 終了した契約, and those that failed: nothing disappears from sight. */
  ENDED("ended", "(c.state in ('refused', 'withdrawn') or c.state = 'ended' and not c.drawdown)");

  private final String code;
  private final String condition;

  Shelf(String code, String condition) {
    this.code = code;
    this.condition = condition;
  }

  static Shelf of(String code) {
    return Codes.find(values(), shelf -> shelf.code, code);
  }

  String code() {
    return code;
  }

  /** Which contracts {@code c} stand here. */
  String condition() {
    return condition;
  }
}
