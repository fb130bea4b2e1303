package natsuin.enrolment;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.UUID;
import natsuin.http.Actors;
import natsuin.http.Requests;
import natsuin.http.Routes;
import natsuin.kernel.Actor;
import natsuin.kernel.ByteSize;
import natsuin.kernel.Failure;
import natsuin.kernel.Failure.FieldError;
import natsuin.rights.StaffRights;
import org.jspecify.annotations.Nullable;

/** {@code /api/staff/applications}: look, approve, refuse (APP-6, STAFF-2). */
final class StaffApplicationRoutes implements Routes {
  private static final String PATH = "/api/staff/applications";
  private static final ByteSize BODY = new ByteSize(16 << 10);
  private static final int SIZE = 20;
  private static final int LAST_PAGE = 1_000_000;

  private final Ground ground;
  private final ApplicationStore store;
  private final HintStore hints;
  private final FindApplication find;
  private final ApproveApplication approve;
  private final RefuseApplication refuse;

  StaffApplicationRoutes(
      Ground ground,
      ApplicationStore store,
      HintStore hints,
      FindApplication find,
      ApproveApplication approve,
      RefuseApplication refuse) {
    this.ground = ground;
    this.store = store;
    this.hints = hints;
    this.find = find;
    this.approve = approve;
    this.refuse = refuse;
  }

  @Override
  public void mount(Router router) {
    var body = Requests.body(BODY);
    router.get(PATH).handler(this::list);
    router.get(PATH + "/:id").handler(this::view);
    router.post(PATH + "/:id/approval").handler(body).handler(this::approve);
    router.post(PATH + "/:id/refusal").handler(body).handler(this::refuse);
  }

  private void list(RoutingContext context) {
    Actor.Staff staff = Actors.staff(context);
    String[] states = states(context.queryParams().get("state"));
    int page = page(context.queryParams().get("page"));
    var db = ground.database().client();
    UUID branch = StaffRights.onlyBranch(staff).orElse(null);
    var items = new JsonArray();
    store
        .page(db, branch, states, SIZE, page)
        .await()
        .forEach(application -> items.add(StaffApplicationView.row(application)));
    context.json(
        new JsonObject()
            .put("total", store.count(db, branch, states).await())
            .put("page", page)
            .put("size", SIZE)
            .put("items", items));
  }

  private static String[] states(@Nullable String wanted) {
    return switch (wanted == null ? "submitted" : wanted) {
      case "submitted" -> new String[] {"submitted"};
      case "approved" -> new String[] {"approved"};
      case "refused" -> new String[] {"refused"};
      case "all" -> new String[] {"submitted", "approved", "refused"};
      default -> throw invalid("state", "unknown-value");
    };
  }

  private static int page(@Nullable String text) {
    try {
      int page = text == null ? 1 : Integer.parseInt(text);
      if (page >= 1 && page <= LAST_PAGE) {
        return page;
      }
    } catch (NumberFormatException notANumber) {
      throw invalid("page", "not-a-number");
    }
    throw invalid("page", "not-a-number");
  }

  private void view(RoutingContext context) {
    answer(context, Actors.staff(context), Requests.id(context, "id"));
  }

  private void approve(RoutingContext context) {
    Actor.Staff staff = Actors.staff(context);
    UUID id = Requests.id(context, "id");
    JsonObject body = Requests.json(context);
    var terms =
        new ApproveApplication.Terms(
            version(body),
            body.getValue("accountBranch") == null ? null : Requests.text(body, "accountBranch"),
            said(body, "borrower", true),
            said(body, "met", false));
    approve.approve(staff, id, terms);
    answer(context, staff, id);
  }

  private void refuse(RoutingContext context) {
    Actor.Staff staff = Actors.staff(context);
    UUID id = Requests.id(context, "id");
    JsonObject body = Requests.json(context);
    refuse.refuse(staff, id, version(body), body);
    answer(context, staff, id);
  }

  private void answer(RoutingContext context, Actor.Staff staff, UUID id) {
    var application = find.find(staff, id);
    var personal = application.personal();
    boolean open = application.state() == ApplicationState.SUBMITTED;
    JsonArray found =
        open && personal != null
            ? hints
                .hints(
                    ground.database().client(),
                    application,
                    personal,
                    StaffRights.onlyBranch(staff))
                .await()
            : new JsonArray();
    context.json(StaffApplicationView.whole(application, found, staff));
  }

  private static int version(JsonObject body) {
    if (body.getValue("version") instanceof Integer version) {
      return version;
    }
    throw invalid("version", "required");
  }

  private static boolean said(JsonObject body, String field, boolean must) {
    if (body.getValue(field) instanceof Boolean said) {
      return said;
    }
    if (must || body.getValue(field) != null) {
      throw invalid(field, "required");
    }
    return false;
  }

  private static RuntimeException invalid(String field, String code) {
    return new Failure.Invalid(new FieldError(field, code)).exception();
  }
}
