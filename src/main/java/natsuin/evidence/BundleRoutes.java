package natsuin.evidence;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import natsuin.http.Actors;
import natsuin.http.Disposition;
import natsuin.http.Language;
import natsuin.http.Requests;
import natsuin.http.Routes;
import natsuin.kernel.Actor;
import natsuin.kernel.Failure;

/** Everything about a contract in one file, for both portals (CONTRACT-8). */
final class BundleRoutes implements Routes {
  /** Each holds a document and its reports in memory. */
  static final int AT_ONCE = 4;

  private static final Duration SHORTLY = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final String DOOR = "evidence";

  private final EvidenceTools tools;
  private final FindSubject subjects;
  private final WriteBundle write;
  private final Semaphore places = new Semaphore(AT_ONCE);
  private final Set<String> readers = ConcurrentHashMap.newKeySet();

  BundleRoutes(EvidenceTools tools, FindSubject subjects, WriteBundle write) {
    this.tools = tools;
    this.subjects = subjects;
    this.write = write;
  }

  @Override
  public void mount(Router router) {
    router
        .get("/api/contracts/:id/evidence.zip")
        .handler(context -> bundle(context, Actors.user(context)));
    router
        .get("/api/staff/contracts/:id/evidence.zip")
        .handler(context -> bundle(context, Actors.staff(context)));
  }

  private void bundle(RoutingContext context, Actor reader) {
    var subject = subjects.find(reader, Requests.id(context, "id"));
    tools.throttle().admit(DOOR, reader.label()).await();
    if (!takePlace(reader)) {
      throw new Failure.Busy(SHORTLY).exception();
    }
    try {
      record(reader, subject);
      answer(context, subject, reader);
    } finally {
      places.release();
      readers.remove(reader.label());
    }
  }

  /** One for each reader: whoever reads slowly keeps nobody else waiting. */
  private boolean takePlace(Actor reader) {
    if (!readers.add(reader.label())) {
      return false;
    }
    boolean taken = places.tryAcquire();
    if (!taken) {
      readers.remove(reader.label());
    }
    return taken;
  }

  private void answer(RoutingContext context, Subject subject, Actor reader) {
    String name = "contract-%s_evidence.zip".formatted(subject.number());
    var response =
        context
            .response()
            .putHeader("Content-Type", "application/zip")
            .putHeader("Content-Disposition", Disposition.of(true, name))
            .putHeader("X-Content-Type-Options", "nosniff")
            .putHeader("Cache-Control", "no-store")
            .setChunked(true);
    var out = new AnswerStream(response, LONGEST);
    write.write(subject, reader, Language.of(context), out);
    out.flush();
    response.end().await();
  }

  private void record(Actor reader, Subject subject) {
    tools
        .database()
        .tx(
            tx ->
                tools
                    .audit()
                    .record(
                        tx,
                        reader,
                        "contract.evidence-taken",
                        "contract:" + subject.id(),
                        subject.branch(),
                        new JsonObject()))
        .await();
  }
}
