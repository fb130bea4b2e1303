package natsuin.evidence;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import natsuin.http.Actors;
import natsuin.http.Disposition;
import natsuin.http.Language;
import natsuin.http.Requests;
import natsuin.http.Routes;
import natsuin.kernel.Actor;
import natsuin.verification.ReportJson;

/** 署名検証レポート, for both portals, people and machines (SIG-3). */
final class ReportRoutes implements Routes {
  private static final String DOCUMENT = "/contracts/:id/documents/:document/report";

  private final FindSubject subjects;
  private final MakeReport reports;

  ReportRoutes(FindSubject subjects, MakeReport reports) {
    this.subjects = subjects;
    this.reports = reports;
  }

  @Override
  public void mount(Router router) {
    String customers = "/api" + DOCUMENT;
    String staff = "/api/staff" + DOCUMENT;
    router.get(customers).handler(context -> json(context, Actors.user(context)));
    router.get(staff).handler(context -> json(context, Actors.staff(context)));
    router.get(customers + ".pdf").handler(context -> pdf(context, Actors.user(context)));
    router.get(staff + ".pdf").handler(context -> pdf(context, Actors.staff(context)));
    router.get(customers + ".xml").handler(context -> xml(context, Actors.user(context)));
    router.get(staff + ".xml").handler(context -> xml(context, Actors.staff(context)));
  }

  private void json(RoutingContext context, Actor reader) {
    var report = reports.report(document(context, reader)).report();
    context.json(ReportJson.of(report, Language.of(context)));
  }

  private void pdf(RoutingContext context, Actor reader) {
    var document = document(context, reader);
    byte[] pdf = reports.pdf(document, reports.report(document), Language.of(context));
    boolean download = "true".equals(context.request().getParam("download"));
    head(context, "application/pdf", download, name(document, ".pdf")).end(Buffer.buffer(pdf));
  }

  private void xml(RoutingContext context, Actor reader) {
    var document = document(context, reader);
    String xml = reports.xml(reports.report(document));
    head(context, "application/xml; charset=utf-8", true, name(document, ".xml"))
        .end(Buffer.buffer(xml));
  }

  /** Never guessed at, never run, never kept. */
  private static HttpServerResponse head(
      RoutingContext context, String type, boolean download, String name) {
    return context
        .response()
        .putHeader("Content-Type", type)
        .putHeader("Content-Disposition", Disposition.of(download, name))
        .putHeader("Content-Security-Policy", "sandbox; default-src 'none'")
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Cache-Control", "no-store");
  }

  static String name(Subject.Document document, String ending) {
    return document.fileName().replaceAll("(?i)\\.pdf$", "") + "_report" + ending;
  }

  private Subject.Document document(RoutingContext context, Actor reader) {
    var subject = subjects.find(reader, Requests.id(context, "id"));
    return FindSubject.document(subject, Requests.id(context, "document"));
  }
}
