package natsuin.requests;

import natsuin.kernel.Codes;

/**
 * Where a request stands.
 *
 * <pre>
 * DOCUMENTS_DUE > UNDER_REVIEW > (RETURNED > UNDER_REVIEW)* > PIN_DUE > PIN_REGISTERED > ISSUED
 * MEETING_DUE   >                                             PIN_DUE
 * any that is open > CANCELLED
 * </pre>
 */
public enum RequestState {
  /** Identity documents are to be sent (DOC). */
  DOCUMENTS_DUE("documents-due"),
  /** Staff will record a meeting face to face; nothing is uploaded. */
  MEETING_DUE("meeting-due"),
  /** The documents lie with the branch. */
  UNDER_REVIEW("under-review"),
  /** The branch sent the documents back, with a reason. */
  RETURNED("returned"),
  /** Approved: the PIN is to be chosen (CERT-1). */
  PIN_DUE("pin-due"),
  /** The PIN is registered; 「発行」 is what is left. */
  PIN_REGISTERED("pin-registered"),
  /** The certificate is there. */
  ISSUED("issued"),
  /** Nothing will come of it: the user was deleted, or a newer request took its place. */
  CANCELLED("cancelled");

  private final String code;

  RequestState(String code) {
    this.code = code;
  }

  /** The name in JSON and in the database. */
  public String code() {
    return code;
  }

  /** Whether something is still to be done. */
  public boolean open() {
    return this != ISSUED && this != CANCELLED;
  }

  /** The state of that name. */
  public static RequestState of(String code) {
    return Codes.find(values(), RequestState::code, code);
  }
}
