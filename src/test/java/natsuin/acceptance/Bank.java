package natsuin.acceptance;

import com.microsoft.playwright.options.FilePayload;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.net.http.HttpRequest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import natsuin.certificates.IssueCertificate;
import natsuin.certificates.IssueCredential;
import natsuin.kernel.BankTime;
import natsuin.kernel.Ids;
import natsuin.kernel.StaffRole;
import natsuin.kernel.UserRole;
import natsuin.pki.KeyAlgorithm;
import natsuin.testkit.Browser;
import natsuin.testkit.People;
import natsuin.testkit.World;
import natsuin.users.Branch;
import natsuin.users.NewOrganization;
import natsuin.users.NewStaffMember;
import natsuin.users.NewUser;
import natsuin.users.OrganizationKind;
import natsuin.users.OrganizationStore;
import natsuin.users.StaffStore;
import natsuin.users.UserStore;
import natsuin.vault.Argon2Parameters;
import natsuin.vault.PasswordHash;
import natsuin.vault.PinWrap;
import natsuin.vault.SodiumArgon2;
import org.awaitility.Awaitility;

/** A branch with its staff, and customers with certificates, as they are before anybody logs in. */
final class Bank {
  static final String PASSWORD = People.PASSWORD;
  static final String PIN = "Seal4Tests9";

  private static final AtomicInteger NUMBER = new AtomicInteger();
  private final World world;
  private final Branch branch;
  private final String passwordHash;
  private final IssueCredential issue;
  private final Clerk officer;
  private final Clerk approver;

  /** Somebody of the branch. */
  record Clerk(String login, String email, String branch) {}

  /** A customer who can sign. */
  record Signer(UUID id, String login, String email, String organization, String name) {
    String familyName() {
      return name.split("　", 2)[0];
    }
  }

  /** What is asked for. */
  record Loan(String summary, long amount, String plannedOn) {}

  Bank(World world) {
    this.world = world;
    int n = NUMBER.incrementAndGet();
    branch = new Branch(id(), "%03d".formatted(100 + n), "青葉支店", "Aoba Branch");
    StaffStore.insert(world.database().client(), branch).await();
    var argon2 = SodiumArgon2.load().orElseThrow();
    passwordHash = new PasswordHash(argon2, Argon2Parameters.DEFAULT).hash(PASSWORD);
    var node = world.node();
    issue =
        new IssueCredential(
            node.database(),
            new IssueCertificate(node.database(), node.keys().pki().issuing(), world.clock()),
            new PinWrap(node.keys().master(), argon2, new Argon2Parameters(64, 1)),
            KeyAlgorithm.EC_P256,
            node.vertx().createSharedWorkerExecutor("bank-" + n, 1),
            world.clock());
    officer = clerk("青木　実", StaffRole.OFFICER);
    approver = clerk("白石　順子", StaffRole.APPROVER);
  }

  /** As customers choose it in the application. */
  String branchCode() {
    return branch.code();
  }

  Clerk officer() {
    return officer;
  }

  Clerk approver() {
    return approver;
  }

  private Clerk clerk(String name, StaffRole role) {
    String login = role.code() + NUMBER.incrementAndGet();
    var clerk = new Clerk(login, login + "@bank.example.jp", branch.name());
    StaffStore.insert(
            world.database().client(),
            id(),
            new NewStaffMember(branch.id(), login, name, clerk.email(), role, passwordHash),
            world.clock().instant())
        .await();
    return clerk;
  }

  /** The representative of a company, with a signing certificate and the PIN of all. */
  Signer signer(String company, String family, String given, String latin) {
    int n = NUMBER.incrementAndGet();
    var organization = id();
    String city = "東京都千代田区架空町一丁目2番" + n + "号";
    OrganizationStore.insert(
            world.database().client(),
            organization,
            new NewOrganization(
                OrganizationKind.CORPORATION, company, "テスト", latin, city, branch.id()),
            world.clock().instant())
        .await();
    var signer =
        new Signer(
            id(),
            "T%07d".formatted(n),
            "person" + n + "@company.example.jp",
            company,
            family + "　" + given);
    UserStore.insert(
            world.database().client(),
            signer.id(),
            new NewUser(
                organization,
                signer.login(),
                signer.email(),
                family,
                given,
                "Family",
                "Given",
                "代表取締役",
                UserRole.REPRESENTATIVE,
                Locale.JAPANESE,
                passwordHash,
                null),
            world.clock().instant())
        .await();
    issue.issue(
        new IssueCredential.Holder(signer.id(), "Given Family", Optional.of(latin)),
        PIN.toCharArray());
    return signer;
  }

  /** Any customer. */
  Signer signer() {
    return signer("株式会社あけぼの製作所", "高瀬", "健一", "Akebono Works");
  }

  /** A loan that begins in ten days. */
  Loan loan(String summary, long amount) {
    var today = BankTime.today(world.clock());
    return new Loan(summary, amount, today.plusDays(10).toString());
  }

  /** A seat in a contract to be. */
  record Party(Signer signer, String standing, String capacity, int turn) {}

  /** A contract that the officer has sent, without a browser: explanation, loan, guarantee. */
  String contract(Loan loan, Signer... signers) {
    var parties = new ArrayList<Party>();
    for (Signer signer : signers) {
      String standing = parties.isEmpty() ? "borrower" : "guarantor";
      parties.add(new Party(signer, standing, "organization", 1));
    }
    return contract(loan, parties);
  }

  /** The same with these seats. */
  String contract(Loan loan, List<Party> parties) {
    var desk = desk(officer);
    var documents = new JsonArray();
    for (var paper : Papers.of(loan, parties.getFirst().signer())) {
      String title = paper.name.replace(".pdf", "");
      documents.add(uploads(desk, paper, title.contains("説明") ? "explanation" : "contract", title));
    }
    var signers = new JsonArray();
    for (Party party : parties) {
      signers.add(
          new JsonObject()
              .put("userId", party.signer().id().toString())
              .put("standing", party.standing())
              .put("capacity", party.capacity())
              .put("turn", party.turn()));
    }
    var created =
        desk.post(
            "/api/staff/contracts",
            new JsonObject()
                .put("summary", loan.summary())
                .put("amount", loan.amount())
                .put("appliedOn", LocalDate.parse(loan.plannedOn()).minusDays(10).toString())
                .put("plannedOn", loan.plannedOn())
                .put("documents", documents)
                .put("signers", signers));
    if (created.status() != 201) {
      throw new AssertionError(created.http().body());
    }
    return created.json().getString("id");
  }

  /** Somebody of the branch, logged in at a client without a screen. */
  Browser desk(Clerk clerk) {
    var desk = new Browser(world);
    var password = desk.staffPassword(clerk.login(), PASSWORD);
    int mails = world.mailTo(clerk.email()).size();
    if (password.status() == 202) {
      desk.staffCode(desk.nextCode(clerk.email(), Math.max(0, mails - 1)));
    }
    return desk;
  }

  /** The officer uploads this: a document of a contract to be. */
  JsonObject uploads(FilePayload paper, String kind, String title) {
    return uploads(desk(officer), paper, kind, title);
  }

  private static JsonObject uploads(Browser desk, FilePayload paper, String kind, String title) {
    var upload =
        desk.send(
            desk.request("/api/staff/uploads?name=a.pdf")
                .setHeader("Content-Type", "application/pdf")
                .POST(HttpRequest.BodyPublishers.ofByteArray(paper.buffer)));
    return new JsonObject()
        .put("uploadId", upload.json().getString("id"))
        .put("kind", kind)
        .put("title", title);
  }

  /** What the officer does with a contract, without a browser. */
  JsonObject act(String contract, String act, JsonObject what) {
    var desk = desk(officer);
    String path = "/api/staff/contracts/" + contract;
    int terms = desk.get(path).json().getInteger("termsVersion");
    var answer = desk.post(path + act, what.put("termsVersion", terms));
    if (answer.status() / 100 != 2) {
      throw new AssertionError(answer.http().body());
    }
    return answer.json();
  }

  /** The bank's day. */
  String today() {
    return BankTime.today(world.clock()).toString();
  }

  /** 締結 by the approver, without a browser; waits until the contract is in that state. */
  void concludes(String contract, String state) {
    var desk = desk(approver);
    var path = "/api/staff/contracts/" + contract;
    var answer = desk.post(path + "/conclusion", new JsonObject());
    if (answer.status() != 202) {
      throw new AssertionError(answer.http().body());
    }
    Awaitility.await().until(() -> desk.get(path).json().getString("state").equals(state));
  }

  /** May sign for himself too, and not only for his company (APP-2). */
  void mayGuarantee(Signer signer) {
    world
        .database()
        .client()
        .preparedQuery("update app_user set personal_signature = true where id = $1")
        .execute(Tuple.of(signer.id()))
        .await();
  }

  private UUID id() {
    return Ids.next(world.clock());
  }
}
