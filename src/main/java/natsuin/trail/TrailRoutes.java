package natsuin.trail;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import natsuin.audit.Audit;
import natsuin.audit.AuditChain;
import natsuin.http.Actors;
import natsuin.http.Requests;
import natsuin.http.Routes;
import natsuin.kernel.Actor;
import natsuin.kernel.ByteSize;
import natsuin.kernel.Failure;
import natsuin.pg.Database;

/** The audit trail over HTTP: pages, files, and the check (STAFF-4). */
public final class TrailRoutes implements Routes {
  private static final ByteSize SMALL = ByteSize.parse("1 KB");
  private static final Duration LONGEST_EXPORT = Duration.ofMinutes(10);
  private final Database database;
  private final Audit audit;
  private final TrailStore store;
  private final ReadTrail read;
  private final ExportTrail export;
  private final CheckTrail check;

  /** The trail in this database. */
  public TrailRoutes(Database database, Audit audit) {
    this.database = database;
    this.audit = audit;
    this.store = new TrailStore(database);
    this.read = new ReadTrail(store);
    this.export = new ExportTrail(store);
    this.check = new CheckTrail(database, store, audit);
  }

  @Override
  public void mount(Router router) {
    router.get("/api/staff/trail").handler(this::page);
    router.get("/api/staff/trail/actions").handler(this::actions);
    router
        .get("/api/staff/trail.csv")
        .handler(context -> file(context, ExportTrail.Format.CSV, "trail.csv"));
    router
        .get("/api/staff/trail.jsonl")
        .handler(context -> file(context, ExportTrail.Format.JSONL, "trail.jsonl"));
    router.post("/api/staff/trail/check").handler(Requests.body(SMALL)).handler(this::check);
  }

  private void page(RoutingContext context) {
    var parameters = new Parameters(context.queryParams()::get);
    Search search = parameters.search(Actors.staff(context));
    context.json(read.page(search, parameters.before(), parameters.size()));
  }

  private void actions(RoutingContext context) {
    Search _ = new Parameters(name -> null).search(Actors.staff(context));
    context.json(new JsonObject().put("items", new JsonArray(store.actions().await())));
  }

  private void file(RoutingContext context, ExportTrail.Format format, String name) {
    Actor.Staff staff = Actors.staff(context);
    Search search = read.resolved(new Parameters(context.queryParams()::get).search(staff));
    export.onPlace(
        staff.id(),
        () -> {
          record(staff, format);
          HttpServerResponse response = stream(context, format.type);
          response.putHeader("Content-Disposition", "attachment; filename=\"" + name + "\"");
          long timer = hangUpAfter(LONGEST_EXPORT, context);
          try {
            export.export(search, format, text -> response.write(text).await());
            response.end().await();
          } finally {
            context.vertx().cancelTimer(timer);
          }
        });
  }

  /** Who takes the bytes one by one does not hold a place for ever: the write then fails. */
  private static long hangUpAfter(Duration time, RoutingContext context) {
    return context
        .vertx()
        .setTimer(time.toMillis(), late -> context.request().connection().close());
  }

  private void record(Actor.Staff staff, ExportTrail.Format format) {
    JsonObject detail = new JsonObject().put("format", format.name().toLowerCase(Locale.ROOT));
    database
        .tx(tx -> audit.record(tx, staff, "trail.exported", staff.label(), staff.branch(), detail))
        .await();
  }

  private void check(RoutingContext context) {
    Actor.Staff staff = Actors.staff(context);
    Search _ = new Parameters(name -> null).search(staff);
    Optional<AuditChain.Head> remembered =
        Optional.ofNullable(Requests.json(context).getString("head"))
            .filter(head -> !head.isBlank())
            .map(TrailRoutes::head);
    HttpServerResponse response = stream(context, "application/x-ndjson");
    check.check(staff, remembered, line -> response.write(line.encode() + "\n").await());
    response.end().await();
  }

  private static AuditChain.Head head(String text) {
    try {
      return AuditChain.Head.parse(text.strip());
    } catch (IllegalArgumentException notOne) {
      throw new Failure.Invalid(new Failure.FieldError("head", "unknown-value")).exception();
    }
  }

  private static HttpServerResponse stream(RoutingContext context, String type) {
    return context
        .response()
        .setChunked(true)
        .putHeader("Content-Type", type)
        .putHeader("Cache-Control", "no-store");
  }
}
