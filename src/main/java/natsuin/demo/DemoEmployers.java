package natsuin.demo;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import natsuin.kernel.EmployerRole;
import natsuin.pg.Database;
import natsuin.users.EmployerNumber;
import natsuin.users.EmployerStore;
import natsuin.users.EmployerUserStore;
import natsuin.users.LockStore;
import natsuin.users.NewEmployer;
import natsuin.users.NewEmployerUser;
import natsuin.vault.PasswordHash;
import org.jspecify.annotations.Nullable;

/**
 * Employers of the demonstration: one that has just got its letter, one that is registered, one
 * whose master user is blocked.
 */
final class DemoEmployers {
  private static final Duration INITIAL = Duration.ofDays(30);

  /** An employer with its users. */
  record Company(NewEmployer facts, List<Member> members) {
    UUID id() {
      return DemoPeople.id("employer/" + facts.number());
    }
  }

  /**
   * A user.
   *
   * @param userId none where the first registration is to be tried
   * @param password an initial one where {@code initial}
   */
  record Member(
      EmployerRole role,
      @Nullable String userId,
      String password,
      boolean initial,
      String name,
      String email) {}

  /** Has a letter with an initial password, and nothing else. */
  private static final Company NEW =
      new Company(
          new NewEmployer(
              EmployerNumber.of(100_000_001),
              "株式会社はまなす運輸",
              "カブシキガイシャハマナスウンユ",
              "Hamanasu Transport",
              "1500001",
              "東京都渋谷区架空台一丁目1番1号",
              DemoPeople.AOBA.id()),
          List.of(new Member(EmployerRole.MASTER, null, "Hajime-2026!", true, "", "")));

  private static final Company REGISTERED =
      new Company(
          new NewEmployer(
              EmployerNumber.of(100_000_002),
              "こまくさ製菓株式会社",
              "コマクサセイカカブシキガイシャ",
              "Komakusa Confectionery",
              "2310001",
              "神奈川県横浜市架空区坂町2番3号",
              DemoPeople.MINATO.id()),
          List.of(
              new Member(
                  EmployerRole.MASTER,
                  "komakusa01",
                  "Koma#2026a",
                  false,
                  "三沢\u3000薫",
                  "misawa@komakusa.example.jp"),
              new Member(
                  EmployerRole.GENERAL,
                  "komakusa02",
                  "Kusa!3033b",
                  false,
                  "千葉\u3000保",
                  "chiba@komakusa.example.jp"),
              new Member(
                  EmployerRole.GENERAL,
                  "komakusa03",
                  "First+4044c",
                  true,
                  "堀江\u3000翠",
                  "horie@komakusa.example.jp")));

  /** Its master user tried too many passwords and waits for the bank. */
  private static final Company BLOCKED =
      new Company(
          new NewEmployer(
              EmployerNumber.of(100_000_003),
              "りんどう設備株式会社",
              "リンドウセツビ",
              "Rindo Facilities",
              "1500002",
              "東京都渋谷区架空台二丁目5番7号",
              DemoPeople.AOBA.id()),
          List.of(
              new Member(
                  EmployerRole.MASTER,
                  "rindou01",
                  "Rin%5055d",
                  false,
                  "小出\u3000実",
                  "koide@rindou.example.jp")));

  private static final List<Company> ALL = List.of(NEW, REGISTERED, BLOCKED);
  private static final int LOCKS = 3;

  private DemoEmployers() {}

  /** Registers whoever is missing; waits. */
  static void register(Database database, PasswordHash passwords, Instant now) {
    var db = database.client();
    for (Company company : ALL) {
      if (EmployerStore.find(db, company.id()).await().isEmpty()) {
        EmployerStore.insert(db, company.id(), company.facts(), now).await();
      }
      for (Member member : company.members()) {
        UUID id = DemoPeople.id("employer-user/" + company.facts().number() + member.password());
        if (EmployerUserStore.find(db, id).await().isEmpty()) {
          var user =
              new NewEmployerUser(
                  company.id(),
                  member.role(),
                  member.userId(),
                  member.name(),
                  member.email(),
                  Locale.JAPANESE,
                  passwords.hash(member.password()),
                  member.initial() ? now.plus(INITIAL) : null);
          EmployerUserStore.insert(db, id, user, now).await();
          if (company.equals(BLOCKED)) {
            block(database, id, now);
          }
        }
      }
    }
  }

  private static void block(Database database, UUID id, Instant now) {
    var user = EmployerUserStore.find(database.client(), id).await().orElseThrow();
    database.tx(tx -> LockStore.block(tx, user, LOCKS, now)).await();
  }

  /** The accounts as {@code /dev/demo} shows them. */
  static Stream<JsonObject> accounts() {
    return ALL.stream()
        .flatMap(company -> company.members().stream().map(member -> json(company, member)));
  }

  private static JsonObject json(Company company, Member member) {
    return new JsonObject()
        .put("portal", "employer")
        .put("employerNumber", company.facts().number())
        .put("organization", company.facts().name())
        .put("role", member.role().code())
        .put("login", member.userId())
        .put(member.initial() ? "initialPassword" : "password", member.password())
        .put("email", member.email())
        .put("blocked", company.equals(BLOCKED))
        .put("name", member.name());
  }
}
