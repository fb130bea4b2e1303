package natsuin.ledger;

import natsuin.kernel.Codes;

/** 契約進捗 that staff choose from: a state, several in one word, or how a contract ended. */
enum Progress {
  ANY("", ""),
  OPEN("open", "c.state in ('signing', 'signed', 'concluding')"),
  SIGNING("signing", "c.state = 'signing'"),
  SIGNED("signed", "c.state = 'signed'"),
  CONCLUDING("concluding", "c.state = 'concluding'"),
  IN_FORCE("in-force", "c.state = 'in-force'"),
  ENDED("ended", "c.state = 'ended'"),
  REPAID("repaid", "c.state = 'ended' and c.outcome = 'repaid'"),
  CANCELLED("cancelled", "c.state = 'ended' and c.outcome = 'cancelled'"),
  REFUSED("refused", "c.state = 'refused'"),
  WITHDRAWN("withdrawn", "c.state = 'withdrawn'");

  private final String code;
  private final String condition;

  Progress(String code, String condition) {
    this.code = code;
    this.condition = condition;
  }

  static Progress of(String code) {
    return Codes.find(values(), progress -> progress.code, code);
  }

  /** Which contracts {@code c}; empty: all of them. */
  String condition() {
    return condition;
  }
}
