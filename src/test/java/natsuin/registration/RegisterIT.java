package natsuin.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import natsuin.audit.Audit;
import natsuin.boot.embedded.Mail;
import natsuin.bus.Announcements;
import natsuin.bus.ChannelName;
import natsuin.kernel.Actor;
import natsuin.kernel.UserRole;
import natsuin.notices.Notices;
import natsuin.outbox.MailTemplates;
import natsuin.outbox.Outbox;
import natsuin.requests.CertificateRequests;
import natsuin.requests.Identification;
import natsuin.requests.RequestState;
import natsuin.testkit.Browser;
import natsuin.testkit.People;
import natsuin.testkit.World;
import natsuin.users.Details;
import natsuin.users.UserStore;
import natsuin.vault.Argon2Parameters;
import natsuin.vault.PasswordHash;
import natsuin.vault.SecretBox;
import natsuin.vault.SodiumArgon2;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RegisterIT {
  @RegisterExtension static final World WORLD = new World();
  private static final Actor BY = new Actor.Service("test");
  private static Register register;
  private static CertificateRequests requests;
  private final People people = new People(WORLD);

  @BeforeAll
  static void assemble() {
    var node = WORLD.node();
    var audit = new Audit(WORLD.clock());
    var announcements = new Announcements();
    requests = new CertificateRequests(audit, announcements, WORLD.clock());
    register =
        new Register(
            new Register.Ground(
                new PasswordHash(SodiumArgon2.load().orElseThrow(), Argon2Parameters.DEFAULT),
                node.vertx().createSharedWorkerExecutor("test-passwords", 1),
                new Outbox(
                    WORLD.clock(),
                    MailTemplates.shipped(),
                    "サンプル銀行",
                    "Sample Bank",
                    new SecretBox(node.keys().master(), "outbox-mail"),
                    Duration.ofDays(30),
                    () -> node.vertx().eventBus().publish(ChannelName.OUTBOX.address(), "")),
                new Notices(WORLD.database(), WORLD.clock(), announcements),
                requests,
                audit,
                WORLD.clock()),
            Duration.ofDays(7),
            "https://contracts.example.jp");
  }

  @Test
  @DisplayName(
      "APP-6, LOGIN-1: three mails bring a new user in, none holds both MyPageID and password;"
          + " the password lasts seven days")
  void threeMails() {
    var registered = register(person("new.user@example.jp", UserRole.SIGNER, "ja"));
    List<Mail> mails = mails("new.user@example.jp", 3);
    assertThat(mails)
        .extracting(Mail::subject)
        .containsExactlyInAnyOrder(
            "【サンプル銀行】MyPageIDのお知らせ", "【サンプル銀行】仮パスワードのお知らせ", "【サンプル銀行】本人確認書類等アップロードのお願い");
    String password = password(mails);
    assertThat(mails)
        .as("never together")
        .noneMatch(
            mail -> mail.text().contains(registered.mypageId()) && mail.text().contains(password));
    assertThat(registered.request().orElseThrow().state()).isEqualTo(RequestState.DOCUMENTS_DUE);

    var answer = new Browser(WORLD).logIn(registered.mypageId(), password);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().getJsonObject("user").getBoolean("mustChangePassword")).isTrue();
    WORLD.clock().advance(Duration.ofDays(7).plusSeconds(1));
    assertThat(new Browser(WORLD).logIn(registered.mypageId(), password).code())
        .isEqualTo("temporary-password-expired");
  }

  @Test
  @DisplayName(
      "CERT-1, APP-2: a viewer gets no certificate request; face to face nothing is uploaded")
  void othersSendNothing() {
    var viewer = register(person("viewer.only@example.jp", UserRole.VIEWER, "en"));
    assertThat(viewer.request()).isEmpty();
    assertThat(mails("viewer.only@example.jp", 2))
        .extracting(Mail::subject)
        .containsExactlyInAnyOrder(
            "[Sample Bank] Your MyPageID", "[Sample Bank] Your temporary password");
    var met =
        register(person("met@example.jp", UserRole.SIGNER, "ja", Identification.FACE_TO_FACE));
    assertThat(met.request().orElseThrow().state()).isEqualTo(RequestState.MEETING_DUE);
    assertThat(mails("met@example.jp", 3))
        .extracting(Mail::subject)
        .contains("【サンプル銀行】対面による本人確認のご案内")
        .noneMatch(subject -> subject.contains("アップロード"));
  }

  @Test
  @DisplayName("LOGIN-5: a new temporary password voids the one before; not after the first login")
  void reissue() {
    var registered = register(person("forgetful@example.jp", UserRole.SIGNER, "ja"));
    String first = password(mails("forgetful@example.jp", 3));
    reissue(registered.user());
    String second = password(mails("forgetful@example.jp", 4));
    assertThat(second).isNotEqualTo(first);
    assertThat(new Browser(WORLD).logIn(registered.mypageId(), first).status()).isEqualTo(401);
    assertThat(new Browser(WORLD).logIn(registered.mypageId(), second).status()).isEqualTo(200);
    var veteran = people.customer();
    assertThatThrownBy(() -> reissue(veteran.id())).hasMessage("has-logged-in");
    assertThat(new Browser(WORLD).logIn(veteran.email(), People.PASSWORD).status()).isEqualTo(200);
  }

  @Test
  @DisplayName("APP-4: an address that a user has already leaves nothing behind")
  void addressTaken() {
    var other = people.customer();
    var taken = person(other.email().toUpperCase(Locale.ROOT), UserRole.SIGNER, "ja");
    assertThatThrownBy(() -> register(taken)).hasMessage("email-taken");
    assertThat(UserStore.ofOrganization(WORLD.database().client(), taken.organization()).await())
        .hasSize(1);
    assertThat(WORLD.mailTo(other.email())).isEmpty();
  }

  private static Registered register(NewPerson person) {
    var password = register.newPassword().await();
    return WORLD.database().tx(tx -> register.user(tx, BY, person, password)).await();
  }

  private static void reissue(UUID id) {
    var user = UserStore.find(WORLD.database().client(), id).await().orElseThrow();
    var password = register.newPassword().await();
    WORLD.database().tx(tx -> register.reissue(tx, BY, user, password)).await();
  }

  private NewPerson person(String email, UserRole role, String language) {
    return person(email, role, language, Identification.DOCUMENTS);
  }

  private NewPerson person(String email, UserRole role, String language, Identification how) {
    var colleague = people.customer();
    var organization =
        UserStore.find(WORLD.database().client(), colleague.id()).await().orElseThrow();
    return new NewPerson(
        colleague.organization(),
        organization.branchId(),
        "新井",
        "花子",
        "Arai",
        "Hanako",
        "部長",
        email,
        role,
        Locale.of(language),
        how,
        new Details("アライ", "ハナコ", LocalDate.of(1980, 2, 3), "09000000000", "総務部", false));
  }

  private static List<Mail> mails(String address, int count) {
    Awaitility.await().until(() -> WORLD.mailTo(address).size() >= count);
    return WORLD.mailTo(address);
  }

  private static String password(List<Mail> newestFirst) {
    return newestFirst.stream()
        .flatMap(mail -> mail.text().lines())
        .filter(line -> line.startsWith("仮パスワード: "))
        .findFirst()
        .orElseThrow()
        .substring("仮パスワード: ".length())
        .strip();
  }
}
