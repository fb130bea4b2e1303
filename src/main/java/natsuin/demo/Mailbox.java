package natsuin.demo;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads codes from the embedded mode's mailbox, as a person reads mail: only what is new. */
final class Mailbox {
  private static final Pattern CODE = Pattern.compile("(?m)^\\s*(\\d{6})\\s*$");
  private final Browser browser;
  private final String path;
  private final Set<String> known = new HashSet<>();

  Mailbox(Browser browser, String address) {
    this.browser = browser;
    this.path = "/dev/mailbox?to=" + URLEncoder.encode(address, StandardCharsets.UTF_8);
    mails().forEach(mail -> known.add(((JsonObject) mail).getString("id")));
  }

  /** The code of the first mail that carries one and was not there before; waits up to 30 s. */
  String nextCode() {
    return Waiting.until(Duration.ofSeconds(30), "the mail with the code", this::findCode);
  }

  private @org.jspecify.annotations.Nullable String findCode() {
    for (Object each : mails()) {
      JsonObject mail = (JsonObject) each;
      Matcher code = CODE.matcher(mail.getString("text", ""));
      if (!known.contains(mail.getString("id")) && code.find()) {
        known.add(mail.getString("id"));
        return code.group(1);
      }
    }
    return null;
  }

  private JsonArray mails() {
    return new JsonArray(browser.text(path));
  }
}
