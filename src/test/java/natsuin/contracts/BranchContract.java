package natsuin.contracts;

import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.util.List;
import natsuin.kernel.BankTime;
import natsuin.kernel.StaffRole;
import natsuin.kernel.UserRole;
import natsuin.testkit.Browser;
import natsuin.testkit.People;
import natsuin.testkit.World;
import natsuin.users.Branch;
import org.junit.jupiter.api.BeforeEach;

/** A contract that a borrower and a guarantor are to sign, and what its branch does with it. */
abstract class BranchContract {
  final World world;
  final Counter counter;
  Branch branch;
  People.Clerk clerk;
  People.Customer borrower;
  People.Customer guarantor;
  Browser officer;
  Browser approver;
  String contract;
  String path;

  BranchContract(World world) {
    this.world = world;
    this.counter = new Counter(world);
  }

  @BeforeEach
  void aContractToSign() {
    branch = counter.people().branch();
    clerk = counter.people().clerk(branch, StaffRole.OFFICER);
    officer = new Browser(world).loggedIn(clerk);
    approver = new Browser(world).loggedIn(counter.people().clerk(branch, StaffRole.APPROVER));
    borrower = counter.signer(branch, UserRole.REPRESENTATIVE);
    guarantor = counter.signer(branch, UserRole.SIGNER);
    contract = counter.contract(officer, borrower, guarantor).getString("id");
    path = "/api/staff/contracts/" + contract;
  }

  Browser.Answer remind(JsonObject json) {
    return officer.post(path + "/reminders", json);
  }

  Browser.Answer act(String act, JsonObject json) {
    return officer.post(
        path + act, json.put("termsVersion", staffView().getInteger("termsVersion")));
  }

  JsonObject staffView() {
    return officer.get(path).json();
  }

  LocalDate today() {
    return BankTime.today(world.clock());
  }

  List<JsonObject> seats(JsonObject contract) {
    return contract.getJsonArray("signers").stream().map(JsonObject.class::cast).toList();
  }

  long mails(People.Customer customer, String subject) {
    return world.mailTo(customer.email()).stream()
        .filter(mail -> mail.subject().contains(subject))
        .count();
  }

  void awaitMail(People.Customer customer, String subject) {
    await().until(() -> mails(customer, subject) > 0);
  }

  String newestNotice(People.Customer customer) {
    return new Browser(world)
        .loggedIn(customer)
        .get("/api/notices")
        .json()
        .getJsonArray("items")
        .getJsonObject(0)
        .getString("kind");
  }
}
