package natsuin.contracts;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import natsuin.http.Actors;
import natsuin.http.Requests;
import natsuin.http.Routes;
import natsuin.kernel.Actor;

/** Documents of contracts as PDF, for both portals (CONTRACT-8). */
final class DocumentRoutes implements Routes {
  private final ContractTools tools;
  private final FindContract contracts;
  private final RecordOpening opening;

  DocumentRoutes(ContractTools tools, FindContract contracts, RecordOpening opening) {
    this.tools = tools;
    this.contracts = contracts;
    this.opening = opening;
  }

  @Override
  public void mount(Router router) {
    router
        .get("/api/contracts/:id/documents/:document/content")
        .handler(context -> content(context, Actors.user(context)));
    router
        .get("/api/staff/contracts/:id/documents/:document/content")
        .handler(context -> content(context, Actors.staff(context)));
  }

  private void content(RoutingContext context, Actor reader) {
    var contract = contracts.find(reader, Requests.id(context, "id"));
    var document = FindContract.document(contract, Requests.id(context, "document"));
    var response = context.response();
    response.putHeader("ETag", PdfAnswer.etag(document.sha256()));
    if (hasItAlready(context, document) && !RecordOpening.isDue(reader, contract, document)) {
      response.setStatusCode(304).putHeader("Cache-Control", "private, no-cache").end();
      return;
    }
    var pieces =
        tools
            .documents()
            .read(tools.database().client(), document.id(), document.revision())
            .await();
    boolean download = "true".equals(context.request().getParam("download"));
    var answer = PdfAnswer.head(response, document.fileName(), download);
    if (RecordOpening.isDue(reader, contract, document)) {
      PdfAnswer.send(answer, pieces, () -> opening.delivered(reader, contract, document));
    } else {
      PdfAnswer.send(answer, pieces);
    }
  }

  /** Another person's copy in the same browser does not count as opened by this one. */
  private static boolean hasItAlready(RoutingContext context, Contract.Document document) {
    return PdfAnswer.etag(document.sha256()).equals(context.request().getHeader("If-None-Match"));
  }
}
