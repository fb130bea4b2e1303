package natsuin.ledger;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.LocalDate;
import natsuin.http.Actors;
import natsuin.http.Language;
import natsuin.http.Routes;
import natsuin.kernel.KeepingRule;
import natsuin.pg.Database;
import org.jspecify.annotations.Nullable;

/** {@code GET /api/contracts} and the same as a file (CONTRACT-1). */
final class CustomerListRoutes implements Routes {
  private final Database database;
  private final ReadList lists;
  private final ExportList export;
  private final KeepingRule keeping;

  CustomerListRoutes(Database database, ReadList lists, ExportList export, KeepingRule keeping) {
    this.database = database;
    this.lists = lists;
    this.export = export;
    this.keeping = keeping;
  }

  @Override
  public void mount(Router router) {
    router.get("/api/contracts").handler(this::page);
    router.get("/api/contracts.csv").handler(this::file);
  }

  private void page(RoutingContext context) {
    var parameters = new Parameters(context.queryParams()::get);
    var list = list(context, parameters);
    var page = parameters.page();
    var found = lists.page(database.client(), list, page).await();
    found.rows().forEach(row -> row.put("keptUntil", keptUntil(row)));
    context.json(page.json(found));
  }

  private @Nullable String keptUntil(JsonObject row) {
    return keeping
        .until(row.getBoolean("drawdown"), row.getInstant("concludedAt"), row.getInstant("endedAt"))
        .map(LocalDate::toString)
        .orElse(null);
  }

  private void file(RoutingContext context) {
    var parameters = new Parameters(context.queryParams()::get);
    var list = list(context, parameters);
    var columns = new Columns(Language.of(context));
    var file =
        export.export(
            parameters.page(),
            (tx, page) -> lists.page(tx, list, page),
            columns.customerHead(),
            columns::customer);
    CsvAnswer.send(context.response(), "contracts-" + list.shelf().code(), file);
  }

  private static ReadList.OfCustomer list(RoutingContext context, Parameters parameters) {
    return new ReadList.OfCustomer(
        Actors.user(context), parameters.choice("list", null, Shelf::of), parameters.search());
  }
}
