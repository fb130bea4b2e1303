package natsuin.demo;

import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import natsuin.kernel.StaffRole;

/** People at work without a pause: they log in, get contracts, sign them, and watch. */
final class Load implements AutoCloseable {
  static final String PAGE = "page";
  static final String LOGIN = "login";
  static final String CREATE = "create";
  static final String AUTHORIZE = "authorize";
  static final String SIGN = "sign";
  static final String SIGNED = "signed";

  /** After a fault a person looks a moment at the screen before trying again. */
  private static final long PAUSE_NANOS = 200_000_000L;

  /** Their rendering is nobody's load but ours. */
  private static final Map<DemoPapers.Paper, byte[]> PAPERS = new ConcurrentHashMap<>();

  private final URI base;
  private final Diary diary = new Diary();
  private final AtomicBoolean over = new AtomicBoolean();
  private final List<Thread> people = new ArrayList<>();
  private final List<Watcher> watchers = new ArrayList<>();

  /** The demonstration's own people are done by then: their codes come to the same mailboxes. */
  Load(URI base) {
    this.base = base;
    var reader = new Browser(base, "ja");
    logIn(reader, DemoPeople.SHOPKEEPER);
    await()
        .atMost(Duration.ofMinutes(3))
        .until(
            () ->
                reader.get("/api/contracts?list=ended").getJsonArray("items").stream()
                    .anyMatch(each -> "ended".equals(((JsonObject) each).getString("progress"))));
  }

  Diary diary() {
    return diary;
  }

  List<Watcher> watchers() {
    return watchers;
  }

  /** These sign one contract after the other, each of his own. */
  Load signing(DemoPeople.Customer... customers) {
    var officer = officer();
    for (var customer : customers) {
      at(() -> signs(officer, customer));
    }
    return this;
  }

  /** So many log in and out again. */
  Load loggingIn(int count, DemoPeople.Customer customer) {
    for (int i = 0; i < count; i++) {
      at(() -> logsInAndOut(customer));
    }
    return this;
  }

  /** So many look at pages that everybody may see. */
  Load looking(int count) {
    for (int i = 0; i < count; i++) {
      var browser = new Browser(base, "ja");
      at(
          () -> {
            diary.act(PAGE, "", () -> browser.bytes("/"));
            LockSupport.parkNanos(PAUSE_NANOS / 4);
          });
    }
    return this;
  }

  /** So many watch a branch. */
  Load watching(int count) {
    var branch = DemoContract.ALL.get(1).staff(StaffRole.OFFICER).branch();
    var cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    officer(new Browser(base, "ja", cookies));
    var http = HttpClient.newBuilder().cookieHandler(cookies).build();
    for (int i = 0; i < count; i++) {
      var watcher = new Watcher(base, http, "branch:" + branch.id());
      watchers.add(watcher);
      watcher.start();
    }
    return this;
  }

  private void at(Runnable work) {
    people.add(
        Thread.ofVirtual()
            .start(
                () -> {
                  while (!over.get()) {
                    try {
                      work.run();
                    } catch (RuntimeException told) {
                      LockSupport.parkNanos(PAUSE_NANOS);
                    }
                  }
                }));
  }

  private void logsInAndOut(DemoPeople.Customer customer) {
    var browser = new Browser(base, "ja");
    diary.act(LOGIN, customer.email(), () -> logIn(browser, customer));
    LockSupport.parkNanos(PAUSE_NANOS / 4);
  }

  static JsonObject logIn(Browser browser, DemoPeople.Customer customer) {
    return browser.post(
        "/api/session",
        new JsonObject().put("login", customer.email()).put("password", customer.password()));
  }

  private void signs(Browser officer, DemoPeople.Customer customer) {
    var browser = new Browser(base, "ja");
    diary.act(LOGIN, customer.email(), () -> logIn(browser, customer));
    String contract =
        diary.act(
            CREATE, customer.email(), () -> contract(officer, customer, "貸出契約").getString("id"));
    var signer = new DemoSigner(base, browser, customer, UUID.fromString(contract));
    String approval =
        diary.act(
            AUTHORIZE,
            contract,
            () -> {
              signer.read();
              return signer.authorize();
            });
    long begun = System.nanoTime();
    diary.act(SIGN, contract, () -> browser.post(approval + "/signature", new JsonObject()));
    signer.waitUntilSigned();
    diary.note(SIGNED, contract, begun);
  }

  /** The branch's officer, logged in anew. */
  Browser officer() {
    return officer(new Browser(base, "ja"));
  }

  private Browser officer(Browser browser) {
    return loggedIn(browser, DemoContract.ALL.get(1).staff(StaffRole.OFFICER));
  }

  /** With password and code. */
  Browser loggedIn(Browser browser, DemoPeople.Staff staff) {
    var mailbox = new Mailbox(new Browser(base, "ja"), staff.email());
    browser.post(
        "/api/staff/session",
        new JsonObject().put("login", staff.login()).put("password", staff.password()));
    browser.post("/api/staff/session/code", new JsonObject().put("code", mailbox.nextCode()));
    return browser;
  }

  /** The officer sends a contract of one paper to one signer. */
  static JsonObject contract(Browser officer, DemoPeople.Customer signer, String summary) {
    var terms = new DemoTerms(DemoContract.ALL.get(1), "サンプル銀行", Clock.systemUTC());
    var paper = DemoPapers.Paper.LOAN;
    byte[] pdf = PAPERS.computeIfAbsent(paper, one -> DemoPapers.render(one, terms.facts()));
    var upload = officer.upload("/api/staff/uploads?name=" + terms.fileName(paper), pdf);
    var documents =
        new JsonArray()
            .add(
                new JsonObject()
                    .put("uploadId", upload.getString("id"))
                    .put("kind", paper.kind())
                    .put("title", paper.title()));
    var form = terms.contract(documents);
    form.put("summary", summary);
    form.put(
        "signers",
        new JsonArray()
            .add(
                new JsonObject()
                    .put("userId", signer.id().toString())
                    .put("standing", "borrower")));
    return officer.post("/api/staff/contracts", form);
  }

  /** Everybody finishes what he is at, and goes home. */
  @Override
  public void close() {
    over.set(true);
    for (var person : people) {
      try {
        person.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
    watchers.forEach(Watcher::close);
  }
}
