package natsuin.employerdesk;

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

/** {@code /api/staff/employers}: find, look, register, change, print another letter. */
final class EmployerRoutes implements Routes {
  private static final String PATH = "/api/staff/employers";
  private static final ByteSize BODY = new ByteSize(16 << 10);
  private static final int MAX_QUERY = 100;
  private static final int MAX_PAGE = 100_000;

  private final DeskTools tools;
  private final RegisterEmployer register;
  private final ChangeEmployer change;
  private final IssueLetter letter;

  EmployerRoutes(
      DeskTools tools, RegisterEmployer register, ChangeEmployer change, IssueLetter letter) {
    this.tools = tools;
    this.register = register;
    this.change = change;
    this.letter = letter;
  }

  @Override
  public void mount(Router router) {
    var body = Requests.body(BODY);
    router.get(PATH).handler(this::list);
    router.post(PATH).handler(body).handler(this::register);
    router.get(PATH + "/:id").handler(this::view);
    router.put(PATH + "/:id").handler(body).handler(this::change);
    router.post(PATH + "/:id/letter").handler(body).handler(this::letter);
  }

  private void list(RoutingContext context) {
    Actor.Staff staff = Actors.staff(context);
    String q = context.queryParams().get("q");
    String text = q == null ? "" : q.substring(0, Math.min(MAX_QUERY, q.length()));
    context.json(
        EmployerListStore.find(
                tools.database().client(),
                StaffRights.onlyBranch(staff),
                text,
                page(context.queryParams().get("page")),
                tools.clock().instant())
            .await());
  }

  private static int page(@Nullable String text) {
    if (text == null) {
      return 1;
    }
    if (!text.matches("[1-9]\\d{0,5}") || Integer.parseInt(text) > MAX_PAGE) {
      throw new Failure.Invalid(new FieldError("page", "not-a-number")).exception();
    }
    return Integer.parseInt(text);
  }

  private void register(RoutingContext context) {
    var done = register.register(Actors.staff(context), Requests.json(context));
    context.response().setStatusCode(201).putHeader("Location", PATH + "/" + done.id());
    LetterAnswer.send(context.response(), done.print());
  }

  private void view(RoutingContext context) {
    answer(context, Actors.staff(context), Requests.id(context, "id"));
  }

  private void change(RoutingContext context) {
    Actor.Staff staff = Actors.staff(context);
    UUID id = Requests.id(context, "id");
    change.change(staff, id, Requests.json(context));
    answer(context, staff, id);
  }

  private void letter(RoutingContext context) {
    var print =
        letter.issue(Actors.staff(context), Requests.id(context, "id"), Requests.json(context));
    LetterAnswer.send(context.response(), print);
  }

  private void answer(RoutingContext context, Actor.Staff staff, UUID id) {
    context.json(EmployerView.of(tools.database(), staff, id, tools.clock().instant()));
  }
}
