package natsuin.employerdesk;

import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Semaphore;
import natsuin.kernel.BankTime;
import natsuin.kernel.Failure;
import natsuin.users.Employer;
import natsuin.vault.Secrets;

/** Draws initial passwords and the letters that carry them, on one thread with a short queue. */
final class LetterPress implements AutoCloseable {
  private static final Duration SHORTLY = Duration.ofSeconds(5);
  private static final int PLACES = 10;

  private final DeskTools tools;
  private final Letter letter;
  private final Duration passwordFor;
  private final WorkerExecutor worker;
  private final Semaphore places = new Semaphore(PLACES);

  LetterPress(Vertx vertx, DeskTools tools, Letter letter, Duration passwordFor) {
    this.tools = tools;
    this.letter = letter;
    this.passwordFor = passwordFor;
    this.worker = vertx.createSharedWorkerExecutor("employer-letters", 1);
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

  /** So many passwords, good until the end of a day; {@link Failure.Busy} when too many log in. */
  List<InitialPassword> passwords(int count) {
    Instant until = BankTime.startOf(lastDay().plusDays(1));
    var passwords = tools.passwords();
    return passwords
        .pool()
        .holdingPlace(
            () ->
                java.util.stream.Stream.generate(Secrets::initialPassword)
                    .limit(count)
                    .map(
                        plain ->
                            new InitialPassword(
                                plain,
                                passwords.pool().run(() -> passwords.hash().hash(plain)),
                                until))
                    .toList());
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
    if (!places.tryAcquire()) {
      throw new Failure.Busy(SHORTLY).exception();
    }
    try {
      return worker.executeBlocking(() -> letter.pdf(facts), false).await();
    } finally {
      places.release();
    }
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
    worker.close().await();
  }
}
