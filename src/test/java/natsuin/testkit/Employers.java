package natsuin.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import natsuin.kernel.EmployerRole;
import natsuin.kernel.Ids;
import natsuin.users.Branch;
import natsuin.users.EmployerNumber;
import natsuin.users.EmployerStore;
import natsuin.users.EmployerUserStore;
import natsuin.users.NewEmployer;
import natsuin.users.NewEmployerUser;
import natsuin.vault.Argon2Parameters;
import natsuin.vault.PasswordHash;
import natsuin.vault.SodiumArgon2;
import org.jspecify.annotations.Nullable;

/** Makes employers and their users for tests; {@link EmployerSeat} is where one of them sits. */
public final class Employers {
  /** Everybody's password. */
  public static final String PASSWORD = "Koyou#26ab";

  /** Everybody's initial password. */
  public static final String INITIAL = "Hajime-26!";

  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final PasswordHash HASH =
      new PasswordHash(SodiumArgon2.load().orElseThrow(), Argon2Parameters.DEFAULT);
  private static final String HASHED = HASH.hash(PASSWORD);
  private static final String HASHED_INITIAL = HASH.hash(INITIAL);

  private final World world;
  private final People people;

  /** Employers of this world. */
  public Employers(World world) {
    this.world = world;
    this.people = new People(world);
  }

  /** An employer. */
  public record Company(UUID id, String number, Branch branch) {}

  /**
   * A user of an employer.
   *
   * @param userId empty before a master user's first registration
   */
  public record Member(UUID id, Company company, EmployerRole role, String userId, String email) {}

  /** An employer without users. */
  public Company company() {
    return company(people.branch());
  }

  /** An employer of that branch, without users. */
  public Company company(Branch branch) {
    int n = NUMBER.incrementAndGet();
    var company = new Company(Ids.next(world.clock()), EmployerNumber.of(200_000_000 + n), branch);
    EmployerStore.insert(
            world.database().client(),
            company.id(),
            new NewEmployer(
                company.number(),
                "見本事業所" + n,
                "ミホンジギョウショ" + n,
                "Mihon Employer " + n,
                "1000001",
                "東京都千代田区見本町2-" + n,
                branch.id()),
            world.clock().instant())
        .await();
    return company;
  }

  /** A registered master user. */
  public Member master(Company company) {
    return member(company, EmployerRole.MASTER, null);
  }

  /** A registered general user. */
  public Member general(Company company) {
    return member(company, EmployerRole.GENERAL, null);
  }

  /** A registered general user of an employer of his own. */
  public Member general() {
    return general(company());
  }

  /** A general user whom the master user has just registered: with {@link #INITIAL}. */
  public Member newGeneral(Company company) {
    return member(company, EmployerRole.GENERAL, inThirtyDays());
  }

  /** A master user who has just got the letter with {@link #INITIAL}. */
  public Member newMaster(Company company) {
    return insert(
        new Member(Ids.next(world.clock()), company, EmployerRole.MASTER, "", ""), inThirtyDays());
  }

  private Instant inThirtyDays() {
    return world.clock().instant().plus(Duration.ofDays(30));
  }

  private Member member(Company company, EmployerRole role, @Nullable Instant initialUntil) {
    int n = NUMBER.incrementAndGet();
    return insert(
        new Member(
            Ids.next(world.clock()),
            company,
            role,
            "Koyou%04d".formatted(n),
            "employer" + n + "@example.jp"),
        initialUntil);
  }

  private Member insert(Member member, @Nullable Instant initialUntil) {
    EmployerUserStore.insert(
            world.database().client(),
            member.id(),
            new NewEmployerUser(
                member.company().id(),
                member.role(),
                member.userId().isEmpty() ? null : member.userId(),
                member.userId().isEmpty() ? "" : "見本\u3000花子",
                member.email(),
                Locale.JAPANESE,
                initialUntil == null ? HASHED : HASHED_INITIAL,
                initialUntil),
            world.clock().instant())
        .await();
    return member;
  }
}
