package natsuin.mandates;

import java.time.Instant;
import java.util.UUID;

/**
 * An authorization on its way from the PIN to 「電子署名」.
 *
 * @param digest of what is approved
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record MandateRequest(
    UUID id,
    UUID mandate,
    UUID user,
    UUID credential,
    byte[] digest,
    State state,
    Instant expiresAt) {

  /** How far it has come. */
  enum State {
    PIN_ACCEPTED("pin-accepted"),
    AUTHORIZED("authorized"),
    USED("used"),
    SUPERSEDED("superseded");

    private final String code;

    State(String code) {
      this.code = code;
    }

    String code() {
      return code;
    }

    static State of(String code) {
      return natsuin.kernel.Codes.find(values(), State::code, code);
    }
  }
}
