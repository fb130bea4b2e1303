package natsuin.employers;

import java.time.Instant;
import natsuin.sessions.Sessions;
import natsuin.users.EmployerUser;

/** What came of a login. */
sealed interface LoginResult {
  /** Certificate, user ID and password belong together. */
  record LoggedIn(EmployerUser user, Sessions.Started session) implements LoginResult {}

  /** Not with this certificate; the password was not looked at. */
  record NotByCertificate(Why why) implements LoginResult {}

  /** The password is wrong, or the account was closed meanwhile. */
  record Refused() implements LoginResult {}

  /** Tried too often; opens by itself. */
  record Locked(Instant until) implements LoginResult {}

  /** Locked too often; somebody must lift that. */
  record Blocked(boolean master) implements LoginResult {}

  /** The password is an initial one: it leads to the first registration and nowhere else. */
  record InitialPassword() implements LoginResult {}

  /** What is wrong with the certificate. */
  enum Why {
    REQUIRED("certificate-required"),
    EXPIRED("client-certificate-expired"),
    REVOKED("certificate-revoked"),
    FOREIGN("certificate-foreign"),
    OF_ANOTHER("certificate-of-another");

    private final String code;

    Why(String code) {
      this.code = code;
    }

    /** The problem document's. */
    String code() {
      return code;
    }
  }
}
