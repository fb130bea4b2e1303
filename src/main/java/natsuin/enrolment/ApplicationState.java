package natsuin.enrolment;

import natsuin.kernel.Codes;

/** Where an application stands: ENTERED, then SUBMITTED by the code, then decided. */
enum ApplicationState {
  /** Typed; counts for nothing before the code is entered (APP-5). */
  ENTERED("entered"),
  /** Waits for the branch. */
  SUBMITTED("submitted"),
  APPROVED("approved"),
  REFUSED("refused");

  private final String code;

  ApplicationState(String code) {
    this.code = code;
  }

  /** The name in JSON and in the database. */
  String code() {
    return code;
  }

  static ApplicationState of(String code) {
    return Codes.find(values(), ApplicationState::code, code);
  }
}
