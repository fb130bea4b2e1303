package natsuin.employerdesk;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import natsuin.http.Actors;
import natsuin.http.Csv;
import natsuin.http.Language;
import natsuin.http.Messages;
import natsuin.http.Requests;
import natsuin.http.Routes;
import natsuin.kernel.Actor;
import natsuin.kernel.ByteSize;
import natsuin.rights.StaffAct;
import org.jspecify.annotations.Nullable;

/** {@code /api/staff/employers/batch}: check a file, say what is wrong with it, register it. */
final class BatchRoutes implements Routes {
  private static final String PATH = "/api/staff/employers/batch";
  private static final ByteSize FILE = new ByteSize(1 << 20);
  private static final int LONGEST_NAME = 100;
  private static final List<@Nullable String> EXAMPLE =
      List.of("", "見本商事株式会社", "ミホンショウジ", "Mihon Trading", "1040028", "東京都中央区見本1-2-3", "");

  private final DeskTools tools;
  private final CheckBatch check;
  private final RegisterBatch register;

  BatchRoutes(DeskTools tools, CheckBatch check, RegisterBatch register) {
    this.tools = tools;
    this.check = check;
    this.register = register;
  }

  @Override
  public void mount(Router router) {
    router.get(PATH + "/template.csv").handler(this::template);
    router.post(PATH).handler(Requests.body(FILE)).handler(this::check);
    router.get(PATH + "/:id/report.csv").handler(this::report);
    router.post(PATH + "/:id/registration").handler(this::register);
  }

  private void template(RoutingContext context) {
    Actors.staff(context);
    var headings = Stream.of(Column.values()).<@Nullable String>map(Column::heading).toList();
    csv(context.response(), "employers", Csv.MARK + Csv.line(headings) + Csv.line(EXAMPLE));
  }

  private void check(RoutingContext context) {
    Actor.Staff staff = Actors.staff(context);
    DeskRights.require(staff, StaffAct.MAINTAIN, staff.branch());
    var body = context.body().buffer();
    byte[] file = body == null ? new byte[0] : body.getBytes();
    Batch batch = check.check(staff, name(context.request().getHeader("X-File-Name")), file);
    context.response().setStatusCode(201);
    context.json(json(batch, Language.of(context)));
  }

  private static String name(@Nullable String header) {
    try {
      String name = header == null ? "" : URLDecoder.decode(header, StandardCharsets.UTF_8);
      String plain = name.replaceAll("[\\p{Cntrl}\\p{Cs}/\\\\]", "").strip();
      return plain.length() > LONGEST_NAME ? plain.substring(0, LONGEST_NAME) : plain;
    } catch (IllegalArgumentException malformed) {
      return "";
    }
  }

  /** The API's {@code EmployerBatch}. */
  private static JsonObject json(Batch batch, Language language) {
    var faults = new JsonArray();
    batch
        .faults()
        .forEach(
            fault ->
                faults.add(
                    new JsonObject()
                        .put("line", fault.line())
                        .put("column", fault.column())
                        .put("value", fault.value())
                        .put("code", fault.code())
                        .put("message", fault.message(language))));
    return new JsonObject()
        .put("id", batch.id().toString())
        .put("fileName", batch.fileName())
        .put("state", batch.state())
        .put("lines", batch.lines())
        .put("faults", faults);
  }

  /** What a spreadsheet would take for a formula stands there as text. */
  private void report(RoutingContext context) {
    Actor.Staff staff = Actors.staff(context);
    Batch batch =
        BatchStore.find(tools.database().client(), Requests.id(context, "id"), staff.id())
            .await()
            .orElseThrow(DeskRights::notFound);
    Language language = Language.of(context);
    var text = new StringBuilder(Csv.MARK);
    text.append(
        Csv.line(
            Stream.of("line", "column", "value", "what")
                .<@Nullable String>map(
                    key -> Messages.text(language, "employer-csv." + key, java.util.Map.of()))
                .toList()));
    for (Fault fault : batch.faults()) {
      var cells = new ArrayList<@Nullable String>();
      cells.add(String.valueOf(fault.line()));
      cells.add(fault.column());
      cells.add(fault.value());
      cells.add(fault.message(language));
      text.append(Csv.line(cells));
    }
    csv(context.response(), "employers-report", text.toString());
  }

  private void register(RoutingContext context) {
    var response = context.response();
    LetterAnswer.send(
        response,
        register.register(Actors.staff(context), Requests.id(context, "id"), response::closed));
  }

  private static void csv(HttpServerResponse response, String name, String text) {
    response
        .putHeader("Content-Type", "text/csv; charset=utf-8; header=present")
        .putHeader("Content-Disposition", "attachment; filename=\"%s.csv\"".formatted(name))
        .putHeader("Cache-Control", "no-store")
        .end(text);
  }
}
