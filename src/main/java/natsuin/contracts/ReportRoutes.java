package natsuin.contracts;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import natsuin.http.Actors;
import natsuin.http.Language;
import natsuin.http.Requests;
import natsuin.http.Routes;
import natsuin.kernel.Actor;
import natsuin.verification.ReportJson;

/** 署名検証レポート, for both portals (SIG-3). */
final class ReportRoutes implements Routes {
  private final FindContract contracts;
  private final ReportDocument report;

  ReportRoutes(FindContract contracts, ReportDocument report) {
    this.contracts = contracts;
    this.report = report;
  }

  @Override
  public void mount(Router router) {
    String customers = "/api/contracts/:id/documents/:document/report";
    String staff = "/api/staff/contracts/:id/documents/:document/report";
    router.get(customers).handler(context -> json(context, Actors.user(context)));
    router.get(staff).handler(context -> json(context, Actors.staff(context)));
    router.get(customers + ".pdf").handler(context -> pdf(context, Actors.user(context)));
    router.get(staff + ".pdf").handler(context -> pdf(context, Actors.staff(context)));
  }

  private void json(RoutingContext context, Actor reader) {
    context.json(ReportJson.of(report.report(document(context, reader)), Language.of(context)));
  }

  private void pdf(RoutingContext context, Actor reader) {
    var document = document(context, reader);
    byte[] pdf = report.pdf(document, Language.of(context));
    String name = document.fileName().replaceAll("(?i)\\.pdf$", "") + "_report.pdf";
    boolean download = "true".equals(context.request().getParam("download"));
    PdfAnswer.head(context.response(), name, download)
        .putHeader("Cache-Control", "no-store")
        .end(Buffer.buffer(pdf));
  }

  private Contract.Document document(RoutingContext context, Actor reader) {
    var contract = contracts.find(reader, Requests.id(context, "id"));
    return FindContract.document(contract, Requests.id(context, "document"));
  }
}
