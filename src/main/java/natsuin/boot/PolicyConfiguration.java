package natsuin.boot;

import java.time.Duration;
import natsuin.certificates.ClientValidity;
import natsuin.kernel.Allowed;
import natsuin.lockout.LadderPolicy;
import natsuin.lockout.LockoutPolicy;
import natsuin.otp.OtpConfiguration;
import natsuin.passwords.PasswordRules;
import natsuin.passwords.UserIdRules;

/** A policy with a name: what it asks at each portal that follows it (LOGIN-2, EMP-2, EMP-4). */
public record PolicyConfiguration(Mypage mypage, Staff staff, Employer employer) {

  /**
   * Customers of MyPage.
   *
   * @param temporaryPassword how long one is good
   */
  public record Mypage(
      PasswordRules password,
      LockoutPolicy lockout,
      OtpConfiguration code,
      @Allowed(from = "1 h", to = "90 d") Duration temporaryPassword) {}

  /** The bank's staff, whose passwords are set elsewhere. */
  public record Staff(LockoutPolicy lockout, OtpConfiguration code) {}

  /**
   * Employers' users.
   *
   * @param initialPassword how long one is good, which came on paper or from the master user
   */
  public record Employer(
      UserIdRules userId,
      PasswordRules password,
      LadderPolicy lockout,
      OtpConfiguration code,
      @Allowed(from = "1 d", to = "365 d") Duration initialPassword,
      ClientValidity certificate) {
    private static final Duration LONGEST_CODE = Duration.ofMinutes(30);

    /** The password that will protect the file waits no longer than that for the code. */
    public Employer {
      if (code.validFor().compareTo(LONGEST_CODE) > 0) {
        throw new IllegalArgumentException("code.valid-for: must not be above 30 min");
      }
    }
  }
}
