package natsuin.mandates;

import java.util.UUID;
import natsuin.kernel.UserRole;

/** Which power of attorney is asked for (the table of CERT-4, also for USER-1). */
public enum MandateNeed {
  /** 委任状不要: for a representative, whoever asks; and for a viewer, who signs nothing. */
  NONE("none"),
  /**
   * Made by the system and signed on the spot, or on paper: for another administrator or signer.
   */
  SYSTEM_OR_PAPER("system-or-paper"),
  /** On paper only: an administrator's or signer's own. */
  PAPER("paper");

  private final String code;

  MandateNeed(String code) {
    this.code = code;
  }

  /** The name in JSON. */
  public String code() {
    return code;
  }

  /** For a new user of this role. */
  public static MandateNeed forNewUser(UserRole role) {
    return switch (role) {
      case REPRESENTATIVE, VIEWER -> NONE;
      case ADMINISTRATOR, SIGNER -> SYSTEM_OR_PAPER;
    };
  }

  /** For the certificate of a user of this role, requested by somebody or by himself. */
  public static MandateNeed forCertificate(UUID requester, UUID user, UserRole role) {
    return switch (role) {
      case REPRESENTATIVE, VIEWER -> NONE;
      case ADMINISTRATOR, SIGNER -> requester.equals(user) ? PAPER : SYSTEM_OR_PAPER;
    };
  }

  /** Whether this kind will do. */
  public boolean accepts(MandateKind kind) {
    return this == SYSTEM_OR_PAPER || (this == PAPER && kind == MandateKind.PAPER);
  }
}
