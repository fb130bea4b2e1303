package natsuin.enrolment;

import natsuin.kernel.Codes;

/** What an application has in common with something that is there already. */
enum Match {
  /** The name of the organization. */
  NAME("same-name"),
  /** The address. */
  ADDRESS("same-address"),
  /** Name in katakana and date of birth. */
  PERSON("same-person"),
  /** The mail address: this application cannot be approved as it is (APP-4). */
  EMAIL("email-taken");

  private final String code;

  Match(String code) {
    this.code = code;
  }

  /** The name in JSON, and in the database before the colon of a mark. */
  String code() {
    return code;
  }

  static Match of(String code) {
    return Codes.find(values(), Match::code, code);
  }
}
