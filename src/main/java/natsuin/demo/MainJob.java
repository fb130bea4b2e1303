package natsuin.demo;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Upload, create, read, sign, conclude, download: three people at three browsers. */
final class MainJob {
  private static final Duration SIGNING_LIMIT = Duration.ofMinutes(3);
  private final URI base;
  private final String language;
  private final Steps steps;
  private final Browser outside;
  private final JsonArray accounts;

  MainJob(URI base, String language, Steps steps) {
    this.base = base;
    this.language = language;
    this.steps = steps;
    this.outside = new Browser(base, language);
    this.accounts = outside.get("/dev/demo").getJsonArray("accounts");
  }

  /** Runs it all; the signed PDF's bytes, as the customer downloads them. */
  Result run(Path pdf, String title) {
    JsonObject customer = account("mypage", "representative", null);
    Browser officer = staff("officer", null);
    JsonObject upload =
        steps.step(
            "staff: upload " + title,
            () -> officer.upload("/api/staff/uploads?name=" + encode(title), pdf));
    JsonObject contract =
        steps.step("staff: create the contract", () -> create(officer, upload, customer, title));
    String id = contract.getString("id");

    Browser signer = new Browser(base, language);
    steps.step("customer: log in", () -> logIn(signer, "/api/session", customer));
    sign(signer, id, customer);

    Browser approver = staff("approver", officerBranch(officer));
    steps.step(
        "staff: conclude",
        () -> approver.post("/api/staff/contracts/" + id + "/conclusion", new JsonObject()));
    steps.step(
        "service: bank's seal on every document",
        () -> waitFor(approver, "/api/staff/contracts/" + id, Set.of("in-force")));

    JsonObject view = signer.get("/api/contracts/" + id);
    String document =
        "/api/contracts/" + id + "/documents/" + documents(view).getJsonObject(0).getString("id");
    byte[] signed =
        steps.step("customer: download", () -> signer.bytes(document + "/content?download=true"));
    String verdict =
        steps.step(
            "customer: verification report",
            () -> signer.get(document + "/report").getString("verdict"));
    return new Result(view.getString("number"), signed, verdict);
  }

  private void sign(Browser signer, String id, JsonObject customer) {
    String path = "/api/contracts/" + id;
    steps.step(
        "customer: open every document",
        () -> {
          for (Object each : documents(signer.get(path))) {
            signer.bytes(path + "/documents/" + ((JsonObject) each).getString("id") + "/content");
          }
          signer.put(path + "/acknowledgements/documents");
          return path;
        });
    Mailbox mailbox = new Mailbox(outside, customer.getString("email"));
    JsonObject pin = new JsonObject().put("pin", customer.getString("pin"));
    JsonObject request =
        steps.step("customer: PIN", () -> signer.post(path + "/signature-requests", pin));
    String approval = path + "/signature-requests/" + request.getString("id");
    String code = steps.step("customer: read the code in the mailbox", mailbox::nextCode);
    steps.step(
        "customer: code",
        () -> signer.post(approval + "/code", new JsonObject().put("code", code)));
    steps.step("customer: sign", () -> signer.post(approval + "/signature", new JsonObject()));
    steps.step(
        "service: signature, timestamp, evidence, archive",
        () -> waitFor(signer, path, Set.of("signed")));
  }

  private JsonObject create(Browser officer, JsonObject upload, JsonObject customer, String title) {
    LocalDate today = LocalDate.now(ZoneId.of("Asia/Tokyo"));
    JsonObject candidate = candidate(officer, customer);
    return officer.post(
        "/api/staff/contracts",
        new JsonObject()
            .put("summary", "貸出契約のみ")
            .put("amount", 10_000_000)
            .put("appliedOn", today.toString())
            .put("plannedOn", today.plusDays(7).toString())
            .put(
                "documents",
                new JsonArray()
                    .add(
                        new JsonObject()
                            .put("uploadId", upload.getString("id"))
                            .put("kind", "contract")
                            .put("title", title)))
            .put(
                "signers",
                new JsonArray()
                    .add(
                        new JsonObject()
                            .put("userId", candidate.getString("userId"))
                            .put("standing", "borrower"))));
  }

  private JsonObject candidate(Browser officer, JsonObject customer) {
    String name = customer.getString("name");
    JsonArray found = officer.get("/api/staff/signers?q=" + encode(name)).getJsonArray("items");
    return found.stream()
        .map(JsonObject.class::cast)
        .filter(each -> each.getString("name").equals(name) && each.getBoolean("canSign"))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no such signer: " + name));
  }

  private Browser staff(String role, @Nullable String branch) {
    JsonObject account = account("staff", role, branch);
    Browser browser = new Browser(base, language);
    Mailbox mailbox = new Mailbox(outside, account.getString("email"));
    steps.step(
        "staff: log in as " + role + ", code by mail",
        () -> {
          logIn(browser, "/api/staff/session", account);
          return browser.post(
              "/api/staff/session/code", new JsonObject().put("code", mailbox.nextCode()));
        });
    return browser;
  }

  private static String officerBranch(Browser officer) {
    return officer
        .get("/api/staff/session")
        .getJsonObject("staff")
        .getJsonObject("branch")
        .getString("code");
  }

  private static JsonObject logIn(Browser browser, String path, JsonObject account) {
    return browser.post(
        path,
        new JsonObject()
            .put("login", account.getString("login"))
            .put("password", account.getString("password")));
  }

  private JsonObject account(String portal, String role, @Nullable String branch) {
    return accounts.stream()
        .map(JsonObject.class::cast)
        .filter(each -> each.getString("portal").equals(portal))
        .filter(each -> each.getString("role").equals(role))
        .filter(each -> branch == null || each.getString("branch").equals(branch))
        .filter(each -> portal.equals("staff") || each.getString("pin") != null)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no demo account: " + portal + " " + role));
  }

  private static JsonObject waitFor(Browser browser, String path, Set<String> states) {
    return Waiting.until(
        SIGNING_LIMIT,
        path + " to become " + states,
        () -> {
          JsonObject view = browser.get(path);
          return states.contains(view.getString("state")) ? view : null;
        });
  }

  private static JsonArray documents(JsonObject view) {
    return view.getJsonArray("documents");
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** What came of it. */
  record Result(String number, byte[] signedPdf, String verdict) {}
}
