package natsuin.testkit;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import natsuin.kernel.Ids;
import natsuin.kernel.StaffRole;
import natsuin.kernel.UserRole;
import natsuin.users.Branch;
import natsuin.users.Details;
import natsuin.users.NewOrganization;
import natsuin.users.NewStaffMember;
import natsuin.users.NewUser;
import natsuin.users.OrganizationKind;
import natsuin.users.OrganizationStore;
import natsuin.users.StaffStore;
import natsuin.users.UserStore;
import natsuin.vault.Argon2Parameters;
import natsuin.vault.PasswordHash;
import natsuin.vault.SodiumArgon2;
import org.jspecify.annotations.Nullable;

/** Makes people for tests: each with a name, an address and a password of its own. */
public final class People {
  /** Everybody's password. */
  public static final String PASSWORD = "Natsuin2026x";

  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final PasswordHash HASH =
      new PasswordHash(SodiumArgon2.load().orElseThrow(), Argon2Parameters.DEFAULT);
  private static final String HASHED = HASH.hash(PASSWORD);

  private final World world;

  /** People of this world. */
  public People(World world) {
    this.world = world;
  }

  /** Somebody who can log in to MyPage. */
  public record Customer(UUID id, UUID organization, String mypageId, String email) {}

  /** Somebody who can log in for the bank. */
  public record Clerk(UUID id, Branch branch, String login, String email) {}

  /** A branch. */
  public Branch branch() {
    int n = NUMBER.incrementAndGet();
    var branch = new Branch(id(), "%03d".formatted(n), "第" + n + "支店", "Branch " + n);
    StaffStore.insert(world.database().client(), branch).await();
    return branch;
  }

  /** A user of a corporation of his own, in Japanese. */
  public Customer customer() {
    return customer(branch(), UserRole.REPRESENTATIVE, null);
  }

  /** A user whose password is a temporary one until then. */
  public Customer customerWithTemporaryPassword(Instant until) {
    return customer(branch(), UserRole.REPRESENTATIVE, until);
  }

  /** A user of a corporation of his own. */
  public Customer customer(Branch branch, UserRole role, @Nullable Instant temporaryUntil) {
    return user(organization(branch), role, temporaryUntil);
  }

  /** Another user of the same corporation. */
  public Customer colleague(Customer of, UserRole role) {
    return user(of.organization(), role, null);
  }

  private UUID organization(Branch branch) {
    int n = NUMBER.incrementAndGet();
    var organization = id();
    OrganizationStore.insert(
            world.database().client(),
            organization,
            new NewOrganization(
                OrganizationKind.CORPORATION,
                "株式会社見本" + n,
                "ミホン" + n,
                "Mihon " + n,
                "東京都千代田区見本町1-" + n,
                branch.id()),
            now())
        .await();
    return organization;
  }

  private Customer user(UUID organization, UserRole role, @Nullable Instant temporaryUntil) {
    int n = NUMBER.incrementAndGet();
    var customer =
        new Customer(id(), organization, "MP%08d".formatted(n), "user" + n + "@example.jp");
    UserStore.insert(
            world.database().client(),
            customer.id(),
            new NewUser(
                organization,
                customer.mypageId(),
                customer.email(),
                "見本",
                "太郎",
                "Mihon",
                "Taro",
                "代表取締役",
                role,
                Locale.JAPANESE,
                HASHED,
                temporaryUntil,
                new Details("ミホン", "タロウ", null, "09000000000", "", false)),
            now())
        .await();
    return customer;
  }

  /** Another user of the same corporation, with a password that is a temporary one until then. */
  public Customer newColleague(Customer of, UserRole role, Instant temporaryUntil) {
    return user(of.organization(), role, temporaryUntil);
  }

  /** A member of the staff of a branch of his own. */
  public Clerk clerk(StaffRole role) {
    return clerk(branch(), role);
  }

  /** A member of the staff. */
  public Clerk clerk(Branch branch, StaffRole role) {
    int n = NUMBER.incrementAndGet();
    var clerk = new Clerk(id(), branch, "staff" + n, "staff" + n + "@bank.example.jp");
    StaffStore.insert(
            world.database().client(),
            clerk.id(),
            new NewStaffMember(branch.id(), clerk.login(), "職員" + n, clerk.email(), role, HASHED),
            now())
        .await();
    return clerk;
  }

  /** The customer's mail address was changed and has not been confirmed yet (LOGIN-6). */
  public void emailUnconfirmed(Customer customer) {
    world
        .database()
        .client()
        .preparedQuery("update app_user set email_unconfirmed_since = created_at where id = $1")
        .execute(io.vertx.sqlclient.Tuple.of(customer.id()))
        .await();
  }

  /** Whether the customer has set a password of his own (LOGIN-5). */
  public boolean hasLoggedIn(Customer customer) {
    return UserStore.find(world.database().client(), customer.id())
        .await()
        .map(user -> user.life().firstLoginAt() != null)
        .orElse(false);
  }

  /** The customer has another password now. */
  public void setPassword(Customer customer, String password) {
    world
        .database()
        .client()
        .preparedQuery("update app_user set password_hash = $2 where id = $1")
        .execute(io.vertx.sqlclient.Tuple.of(customer.id(), HASH.hash(password)))
        .await();
  }

  private UUID id() {
    return Ids.next(world.clock());
  }

  private Instant now() {
    return world.clock().instant();
  }
}
