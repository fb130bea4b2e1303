package natsuin.employerdesk;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import natsuin.kernel.BankTime;
import natsuin.kernel.Failure;
import natsuin.kernel.FailureException;
import natsuin.users.Employer;
import natsuin.users.InitialPassword;
import natsuin.vault.Secrets;

/** Draws initial passwords and has the letters printed that carry them. */
final class LetterPress implements AutoCloseable {
  /** Seconds for a whole file: the line that waits for its letters must not be idle too long. */
  private static final int MOST_WAITS = 30;

  private final Vertx vertx;
  private final DeskTools tools;
  private final Duration passwordFor;
  private final Printer printer;

  LetterPress(Vertx vertx, DeskTools tools, Letter letter, Duration passwordFor) {
    this.vertx = vertx;
    this.tools = tools;
    this.passwordFor = passwordFor;
    this.printer = new Printer(vertx, letter);
  }

  /** Whom a letter goes to, and where. */
  record Addressee(String number, String name, String postalCode, String address, String branch) {
    static Addressee of(Employer employer) {
      return new Addressee(
          employer.number(),
          employer.name(),
          employer.postalCode(),
          employer.address(),
          employer.branch().name());
    }
  }

  /** One password, good until the end of a day; {@link Failure.Busy} when too many log in. */
  InitialPassword password() {
    var passwords = tools.passwords();
    return passwords
        .pool()
        .holdingPlace(
            () -> {
              String plain = Secrets.initialPassword();
              String hash = passwords.pool().run(() -> passwords.hash().hash(plain));
              return new InitialPassword(plain, hash, BankTime.startOf(lastDay().plusDays(1)));
            });
  }

  /**
   * So many passwords, one after the other: the place is given back between them, and where logins
   * take all of them, this waits a while, for a file that is half done should not begin anew.
   */
  List<InitialPassword> passwords(int count) {
    var all = new ArrayList<InitialPassword>();
    int waits = 0;
    while (all.size() < count) {
      try {
        all.add(password());
      } catch (FailureException refused) {
        if (!(refused.failure() instanceof Failure.Busy) || waits++ == MOST_WAITS) {
          throw refused;
        }
        vertx.timer(1, TimeUnit.SECONDS).await();
      }
    }
    return all;
  }

  private LocalDate lastDay() {
    return BankTime.dayOf(tools.clock().instant().plus(passwordFor));
  }

  /** One letter; waits. */
  byte[] print(Addressee to, InitialPassword password, boolean again) {
    return print(List.of(to), List.of(password), again);
  }

  /** A letter each, as one PDF; {@link Failure.Busy} when too many wait. */
  byte[] print(List<Addressee> to, List<InitialPassword> passwords, boolean again) {
    LocalDate today = tools.today();
    var facts =
        java.util.stream.IntStream.range(0, to.size())
            .mapToObj(n -> facts(to.get(n), passwords.get(n), today, again))
            .toList();
    return printer.print(facts).await();
  }

  private static Letter.Facts facts(
      Addressee to, InitialPassword password, LocalDate today, boolean again) {
    return new Letter.Facts(
        to.number(),
        to.name(),
        to.postalCode(),
        to.address(),
        to.branch(),
        password.plain(),
        today,
        BankTime.dayOf(password.until()).minusDays(1),
        again);
  }

  @Override
  public void close() {
    printer.close();
  }
}
