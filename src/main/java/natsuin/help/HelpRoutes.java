package natsuin.help;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import natsuin.http.Actors;
import natsuin.http.Language;
import natsuin.http.Requests;
import natsuin.http.Routes;
import natsuin.kernel.Actor;
import natsuin.kernel.ByteSize;
import natsuin.kernel.Failure;
import natsuin.pg.Database;
import natsuin.rights.StaffAct;
import natsuin.rights.StaffRights;

/** {@code /api/faq} for everybody, {@code /api/staff/faq} for head office. */
final class HelpRoutes implements Routes {
  private static final String STAFF = "/api/staff/faq";
  private static final int MOST = 1000;

  private final Database database;
  private final EditQuestions edit;
  private final ByteSize bodyLimit;

  HelpRoutes(Database database, EditQuestions edit, ByteSize bodyLimit) {
    this.database = database;
    this.edit = edit;
    this.bodyLimit = bodyLimit;
  }

  @Override
  public void mount(Router router) {
    router.get("/api/faq").handler(this::read);
    router.get(STAFF).handler(this::list);
    router.post(STAFF).handler(Requests.body(bodyLimit)).handler(this::add);
    router.put(STAFF + "/order").handler(Requests.body(bodyLimit)).handler(this::order);
    router.put(STAFF + "/:id").handler(Requests.body(bodyLimit)).handler(this::change);
    router.delete(STAFF + "/:id").handler(this::delete);
  }

  private void read(RoutingContext context) {
    Language language = Language.of(context);
    var items = new JsonArray();
    QuestionStore.all(database.client(), true).await().stream()
        .map(question -> question.shown(language))
        .forEach(items::add);
    context.json(new JsonObject().put("items", items));
  }

  private void list(RoutingContext context) {
    Actor.Staff staff = Actors.staff(context);
    var items = new JsonArray();
    QuestionStore.all(database.client(), false).await().stream()
        .map(Question::edited)
        .forEach(items::add);
    context.json(new JsonObject().put("items", items).put("mayEdit", mayEdit(staff)));
  }

  private void add(RoutingContext context) {
    Actor.Staff staff = editor(context);
    JsonObject body = Requests.json(context);
    UUID id = edit.add(staff, QuestionReader.read(body), published(body));
    context.response().setStatusCode(201);
    context.json(new JsonObject().put("id", id.toString()));
  }

  private void change(RoutingContext context) {
    Actor.Staff staff = editor(context);
    JsonObject body = Requests.json(context);
    var id = Requests.id(context, "id");
    int version = version(body.getValue("version"));
    edit.change(staff, new Question(id, QuestionReader.read(body), published(body), version));
    context.response().setStatusCode(204).end();
  }

  private void delete(RoutingContext context) {
    Actor.Staff staff = editor(context);
    edit.delete(staff, Requests.id(context, "id"), version(context.request().getParam("version")));
    context.response().setStatusCode(204).end();
  }

  private void order(RoutingContext context) {
    Actor.Staff staff = editor(context);
    if (!(Requests.json(context).getValue("ids") instanceof JsonArray ids) || ids.size() > MOST) {
      throw new Failure.Malformed("not-json").exception();
    }
    List<UUID> order = new ArrayList<>();
    for (Object id : ids) {
      order.add(Requests.id(id instanceof String text ? text : ""));
    }
    if (new HashSet<>(order).size() != order.size()) {
      throw new Failure.Malformed("not-json").exception();
    }
    edit.order(staff, order);
    context.response().setStatusCode(204).end();
  }

  private static boolean published(JsonObject body) {
    return Boolean.TRUE.equals(body.getValue("published"));
  }

  private static int version(@org.jspecify.annotations.Nullable Object given) {
    String text = String.valueOf(given);
    if (!text.matches("[0-9]{1,9}")) {
      throw new Failure.Malformed("malformed-request").exception();
    }
    return Integer.parseInt(text);
  }

  private static boolean mayEdit(Actor.Staff staff) {
    return StaffRights.may(staff, StaffAct.ADMINISTER, staff.branch());
  }

  private static Actor.Staff editor(RoutingContext context) {
    Actor.Staff staff = Actors.staff(context);
    if (!mayEdit(staff)) {
      throw new Failure.Forbidden("forbidden").exception();
    }
    return staff;
  }
}
