package natsuin.demo;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/** One customer of the demonstration signs one contract, from wherever the ceremony stands. */
final class DemoSigner {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Browser outside;
  private final Browser browser;
  private final DemoPeople.Customer customer;
  private final String path;

  DemoSigner(URI base, Browser browser, DemoPeople.Customer customer, UUID contract) {
    this.outside = new Browser(base, "ja");
    this.browser = browser;
    this.customer = customer;
    this.path = "/api/contracts/" + contract;
  }

  void sign() {
    switch (step()) {
      case "done" -> {}
      case "signing" -> waitUntilSigned();
      default -> {
        read();
        browser.post(authorize() + "/signature", new JsonObject());
        waitUntilSigned();
      }
    }
  }

  /** Opens and ticks everything. */
  void read() {
    boolean explained = false;
    for (Object each : browser.get(path).getJsonArray("documents")) {
      JsonObject document = (JsonObject) each;
      browser.bytes(path + "/documents/" + document.getString("id") + "/content");
      explained |= "explanation".equals(document.getString("kind"));
    }
    if (explained) {
      browser.put(path + "/acknowledgements/explanation");
    }
    browser.put(path + "/acknowledgements/documents");
  }

  /** PIN and code; answers the path of the request, of which only 「電子署名」 is left. */
  String authorize() {
    var mailbox = new Mailbox(outside, customer.email());
    var request =
        browser.post(path + "/signature-requests", new JsonObject().put("pin", customer.pin()));
    String approval = path + "/signature-requests/" + request.getString("id");
    browser.post(approval + "/code", new JsonObject().put("code", mailbox.nextCode()));
    return approval;
  }

  void waitUntilSigned() {
    waitFor(path, () -> "done".equals(step()));
  }

  private String step() {
    return browser.get(path).getJsonObject("me").getString("step");
  }

  static void waitFor(String what, BooleanSupplier condition) {
    Waiting.until(PATIENCE, what, () -> condition.getAsBoolean() ? Boolean.TRUE : null);
  }
}
