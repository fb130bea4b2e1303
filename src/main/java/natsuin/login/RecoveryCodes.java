package natsuin.login;

import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import natsuin.kernel.Portal;
import natsuin.lockout.Attempt;
import natsuin.lockout.Lockout;
import natsuin.otp.Otp;
import natsuin.otp.OtpIssue;
import natsuin.otp.OtpPurpose;
import natsuin.otp.OtpVerdict;
import natsuin.passwords.LoginNames;
import natsuin.users.Account;

/**
 * The codes of {@link RecoverPassword}, in two rows of counters. One belongs to the name as it was
 * entered, known or not, and alone decides what a stranger is told; its code is never sent. The
 * other belongs to the account and is asked silently: only its code opens. A stranger's asking uses
 * nothing up that the person needs for signing.
 */
final class RecoveryCodes {
  private static final byte[] NOTHING = {};

  private final Otp otp;
  private final Lockout lockout;
  private final LoginNames names;

  RecoveryCodes(Otp otp, Lockout lockout, LoginNames names) {
    this.otp = otp;
    this.lockout = lockout;
    this.names = names;
  }

  /** Counts that somebody asked under this name. */
  Future<OtpIssue> countAsked(String name) {
    byte[] hash = names.of(Portal.MYPAGE, name);
    return otp.issue(LoginNames.id(hash), subject(hash), OtpPurpose.PASSWORD_RECOVERY, NOTHING);
  }

  /** A code that opens this account, for its owner's mailbox. */
  Future<OtpIssue> issue(Account account) {
    return otp.issue(id(account), address(account), OtpPurpose.PASSWORD_RECOVERY, bound(account));
  }

  /** Counts a try under this name, before anything is compared; a stranger is told this. */
  Attempt tryUnder(String name) {
    return lockout.attempt(subject(names.of(Portal.MYPAGE, name))).await();
  }

  /** Counts a try at the account, whichever of its names is used; nobody is told. */
  boolean mayTry(String name, Optional<Account> account) {
    byte[] hash = names.of(Portal.MYPAGE, name);
    return lockout.attempt(silentSubject(hash, account)).await() instanceof Attempt.Allowed;
  }

  /** What a stranger is told about a code, by the name alone. */
  OtpVerdict told(String name, String entered) {
    byte[] hash = names.of(Portal.MYPAGE, name);
    return otp.verify(
            LoginNames.id(hash), subject(hash), OtpPurpose.PASSWORD_RECOVERY, NOTHING, entered)
        .await();
  }

  /** Whether the code opens the account; the same work where there is none. */
  boolean opens(String name, Optional<Account> account, String entered) {
    byte[] hash = names.of(Portal.MYPAGE, "nobody " + name);
    UUID id = account.map(RecoveryCodes::id).orElseGet(() -> LoginNames.id(hash));
    String address = account.map(RecoveryCodes::address).orElseGet(() -> subject(hash));
    byte[] bound = account.map(RecoveryCodes::bound).orElse(NOTHING);
    OtpVerdict verdict =
        otp.verify(id, address, OtpPurpose.PASSWORD_RECOVERY, bound, entered).await();
    return account.isPresent() && verdict instanceof OtpVerdict.Accepted;
  }

  /** The wrong tries are forgotten: the owner has shown himself. */
  void forget(String name, Account account) {
    byte[] hash = names.of(Portal.MYPAGE, name);
    lockout.succeeded(subject(hash)).await();
    lockout.succeeded(silentSubject(hash, Optional.of(account))).await();
  }

  private static String subject(byte[] hash) {
    return "recovery:" + HexFormat.of().formatHex(hash);
  }

  private static String silentSubject(byte[] hash, Optional<Account> account) {
    return account
        .map(known -> "recovery:" + known.person().label())
        .orElseGet(() -> "recovery-nobody:" + HexFormat.of().formatHex(hash));
  }

  /** Apart from the codes that the person asks for when logged in. */
  private static UUID id(Account account) {
    return UUID.nameUUIDFromBytes(utf8("recovery/" + account.person().id()));
  }

  private static String address(Account account) {
    return "recovery " + account.person().email();
  }

  /** A code dies with the password that it replaces, and with the address that it was sent to. */
  private static byte[] bound(Account account) {
    return utf8(account.passwordHash() + "\n" + account.person().email());
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
