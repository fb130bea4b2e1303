package natsuin.demo;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import natsuin.kernel.BankTime;
import natsuin.kernel.StaffRole;
import natsuin.pg.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the demonstration's contracts as far as they are meant to be: over the public interface,
 * with real codes out of the mailbox, by the real pipeline. What is far enough is left alone, so it
 * may be interrupted anywhere and begun again.
 */
public final class DemoContracts {
  private static final Logger LOG = LoggerFactory.getLogger(DemoContracts.class);

  private final Database database;
  private final URI base;
  private final String bank;
  private final InstantSource clock;
  private final Map<String, Browser> browsers = new HashMap<>();

  /** Over this address; the papers name this bank. */
  public DemoContracts(Database database, URI base, String bank, InstantSource clock) {
    this.database = database;
    this.base = base;
    this.bank = bank;
    this.clock = clock;
  }

  /** All of them; waits, and only logs what goes wrong: the next start tries again. */
  public void bringForward() {
    for (DemoContract contract : DemoContract.ALL) {
      try {
        bringForward(contract);
      } catch (Exception e) {
        LOG.warn("Demonstration contract {} is left for the next start", contract.key(), e);
      }
    }
  }

  private void bringForward(DemoContract contract) {
    var found = DemoStore.find(database.client(), key(contract)).await();
    if (found.isPresent() && isFarEnough(contract.goal(), found.get())) {
      return;
    }
    UUID id = found.map(DemoStore.Found::id).orElseGet(() -> create(contract));
    switch (contract.goal()) {
      case SENT -> {}
      case BEGUN -> sign(contract, 0, id);
      case REFUSED -> refuse(contract, id);
      case SIGNED -> signAll(contract, id);
      case IN_FORCE -> conclude(contract, id);
      case WITHDRAWN -> withdraw(contract, id);
      case BEING_CANCELLED -> {
        conclude(contract, id);
        cancel(contract, id);
      }
      case REPAID -> {
        conclude(contract, id);
        repay(contract, id);
      }
    }
    LOG.info("Demonstration contract {} is {}", contract.key(), contract.goal());
  }

  private static boolean isFarEnough(DemoContract.Goal goal, DemoStore.Found found) {
    return switch (goal) {
      case SENT -> true;
      case BEGUN -> !"signing".equals(found.state()) || found.signed() > 0;
      case SIGNED, REFUSED, WITHDRAWN -> !"signing".equals(found.state());
      case IN_FORCE -> "in-force".equals(found.state()) || "ended".equals(found.state());
      case BEING_CANCELLED -> found.cancelled() || "ended".equals(found.state());
      case REPAID -> "ended".equals(found.state());
    };
  }

  private UUID create(DemoContract contract) {
    var terms = new DemoTerms(contract, bank, clock);
    var form = terms.contract(uploads(contract, terms, contract.papers()));
    var created =
        officer(contract).post("/api/staff/contracts", form.put("requestKey", key(contract)));
    return UUID.fromString(created.getString("id"));
  }

  private JsonArray uploads(DemoContract contract, DemoTerms terms, List<DemoPapers.Paper> papers) {
    var documents = new JsonArray();
    for (DemoPapers.Paper paper : papers) {
      byte[] pdf = DemoPapers.render(paper, terms.facts());
      var upload =
          officer(contract).upload("/api/staff/uploads?name=" + terms.fileName(paper), pdf);
      documents.add(
          new JsonObject()
              .put("uploadId", upload.getString("id"))
              .put("kind", paper.kind())
              .put("title", paper.title()));
    }
    return documents;
  }

  private Browser officer(DemoContract contract) {
    return staff(contract.staff(StaffRole.OFFICER));
  }

  private void signAll(DemoContract contract, UUID id) {
    for (int i = 0; i < contract.signers().size(); i++) {
      sign(contract, i, id);
    }
  }

  private void sign(DemoContract contract, int signer, UUID id) {
    var customer = contract.signers().get(signer).customer();
    new DemoSigner(base, customer(customer), customer, id).sign();
  }

  private void refuse(DemoContract contract, UUID id) {
    customer(contract.signers().getFirst().customer())
        .post(
            "/api/contracts/" + id + "/refusal",
            new JsonObject().put("comment", "ほかの方法で資金の用意ができたため、今回は見送ります。"));
  }

  private void conclude(DemoContract contract, UUID id) {
    signAll(contract, id);
    Browser approver = staff(contract.staff(StaffRole.APPROVER));
    String path = "/api/staff/contracts/" + id;
    if ("signed".equals(approver.get(path).getString("state"))) {
      approver.post(path + "/conclusion", new JsonObject());
    }
    DemoSigner.waitFor(path, () -> "in-force".equals(approver.get(path).getString("state")));
  }

  private void withdraw(DemoContract contract, UUID id) {
    change(contract, id, "withdrawal", new JsonObject().put("reason", "金額に誤りがあったため、作り直します。"));
  }

  private void repay(DemoContract contract, UUID id) {
    String today = BankTime.today(clock).toString();
    change(contract, id, "repayment", new JsonObject().put("repaidOn", today));
  }

  private void cancel(DemoContract contract, UUID id) {
    var terms = new DemoTerms(contract, bank, clock);
    var documents = uploads(contract, terms, List.of(DemoPapers.Paper.CANCELLATION));
    change(contract, id, "cancellation", new JsonObject().put("documents", documents));
  }

  private void change(DemoContract contract, UUID id, String what, JsonObject json) {
    String path = "/api/staff/contracts/" + id;
    int terms = officer(contract).get(path).getInteger("termsVersion");
    officer(contract).post(path + "/" + what, json.put("termsVersion", terms));
  }

  private Browser customer(DemoPeople.Customer customer) {
    return browsers.computeIfAbsent(
        customer.email(),
        email -> {
          var browser = new Browser(base, "ja");
          browser.post("/api/session", credentials(email, customer.password()));
          return browser;
        });
  }

  private Browser staff(DemoPeople.Staff staff) {
    return browsers.computeIfAbsent(
        staff.login(),
        login -> {
          var browser = new Browser(base, "ja");
          var mailbox = new Mailbox(new Browser(base, "ja"), staff.email());
          browser.post("/api/staff/session", credentials(login, staff.password()));
          browser.post("/api/staff/session/code", new JsonObject().put("code", mailbox.nextCode()));
          return browser;
        });
  }

  private static JsonObject credentials(String login, String password) {
    return new JsonObject().put("login", login).put("password", password);
  }

  private static String key(DemoContract contract) {
    return "demo-" + contract.key();
  }
}
