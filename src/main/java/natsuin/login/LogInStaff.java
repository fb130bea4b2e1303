package natsuin.login;

import java.util.Optional;
import java.util.UUID;
import natsuin.passwords.CheckPassword;
import natsuin.passwords.Checked;

/** A member of the staff logs in: password, then a code from a mail (STAFF-1). */
final class LogInStaff {
  private final CheckPassword checkPassword;
  private final SecondStep secondStep;

  LogInStaff(CheckPassword checkPassword, SecondStep secondStep) {
    this.checkPassword = checkPassword;
    this.secondStep = secondStep;
  }

  /** The first step, the password. Runs on a virtual thread. */
  StaffPasswordResult password(String name, String password) {
    return switch (checkPassword.check(name, password)) {
      case Checked.Refused refused -> new StaffPasswordResult.Refused();
      case Checked.Locked locked -> new StaffPasswordResult.Locked(locked.until());
      // Only the employer portal's accounts are blocked; whoever is told so can have it lifted.
      case Checked.Blocked blocked -> new StaffPasswordResult.Refused();
      case Checked.Right right -> new StaffPasswordResult.Code(secondStep.send(right.account()));
    };
  }

  /** The second step, the code; see {@link SecondStep#code}. */
  CodeResult code(Optional<String> signed, String entered, Optional<UUID> before) {
    return secondStep.code(signed, entered, before);
  }
}
