package natsuin.boot.embedded;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import natsuin.http.Routes;

/**
 * {@code GET /dev/mailbox?to=ADDRESS}: what was caught, newest first, and the page {@code
 * /dev/mailbox/} that shows it; in embedded mode only.
 */
public final class MailboxRoutes implements Routes {
  private final Mailbox mailbox;

  /** Over this mailbox. */
  public MailboxRoutes(Mailbox mailbox) {
    this.mailbox = mailbox;
  }

  /** Over what another program catches for this directory. */
  public static MailboxRoutes of(Path data, InstantSource clock) throws IOException {
    return new MailboxRoutes(Mailbox.open(data.resolve("mail"), clock));
  }

  @Override
  public void mount(Router router) {
    router
        .getWithRegex("/dev/mailbox/")
        .handler(context -> context.reroute("/pages/dev-mailbox.html"));
    router
        .getWithRegex("/dev/mailbox")
        .handler(
            context -> {
              List<String> to = context.queryParam("to");
              var list = new JsonArray();
              mailbox.to(to.isEmpty() ? "" : to.getFirst()).forEach(mail -> list.add(json(mail)));
              context.json(list);
            });
  }

  private static JsonObject json(Mail mail) {
    return new JsonObject()
        .put("id", Long.toString(mail.id()))
        .put("to", mail.to())
        .put("from", mail.from())
        .put("subject", mail.subject())
        .put("at", mail.at().toString())
        .put("text", mail.text());
  }
}
