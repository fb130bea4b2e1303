package natsuin.dashboard;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.Optional;
import java.util.UUID;
import natsuin.audit.Audit;
import natsuin.http.Actors;
import natsuin.http.Requests;
import natsuin.http.Routes;
import natsuin.http.SessionCookies;
import natsuin.kernel.Actor;
import natsuin.kernel.ByteSize;
import natsuin.kernel.Failure;
import natsuin.kernel.Failure.FieldError;
import natsuin.kernel.Portal;
import natsuin.pg.Database;
import natsuin.rights.StaffAct;
import natsuin.rights.StaffRights;
import natsuin.sessions.Sessions;
import natsuin.sessions.Wall;
import natsuin.sessions.Walls;
import natsuin.users.StaffStore;

/**
 * {@code /api/staff/walls}: turn this browser into a branch's wall display, see those that are on,
 * turn them off; {@code /api/staff/wall}: which one this is.
 */
public final class WallRoutes implements Routes {
  private static final String PATH = "/api/staff/walls";
  private static final ByteSize BODY = new ByteSize(2 * 1024);
  private static final int LONGEST = 40;
  private final Database database;
  private final Walls walls;
  private final Sessions sessions;
  private final Audit audit;

  /** Over these walls. */
  public WallRoutes(Database database, Walls walls, Sessions sessions, Audit audit) {
    this.database = database;
    this.walls = walls;
    this.sessions = sessions;
    this.audit = audit;
  }

  @Override
  public void mount(Router router) {
    router.get("/api/staff/wall").handler(this::own);
    router.get(PATH).handler(this::list);
    router.post(PATH).handler(Requests.body(BODY)).handler(this::open);
    router.delete(PATH + "/:id").handler(this::close);
  }

  private void own(RoutingContext context) {
    if (!(Actors.any(context) instanceof Actor.Wall actor)) {
      Actors.staff(context);
      throw notFound();
    }
    Wall wall = walls.find(actor.id()).await().orElseThrow(WallRoutes::notFound);
    var branch =
        StaffStore.branches(database.client()).await().stream()
            .filter(one -> one.id().equals(wall.branch()))
            .findFirst()
            .orElseThrow();
    context.json(
        json(wall)
            .put(
                "branch",
                new JsonObject()
                    .put("id", branch.id().toString())
                    .put("code", branch.code())
                    .put("name", branch.name())
                    .put("nameLatin", branch.nameLatin())));
  }

  private void list(RoutingContext context) {
    var staff = Actors.staff(context);
    var items = new ArrayList<JsonObject>();
    walls.ofBranch(branch(context, staff)).await().forEach(wall -> items.add(json(wall)));
    context.json(new JsonObject().put("items", new JsonArray(items)));
  }

  /** Whoever opens it is logged out here: the screen stays behind, his rights do not. */
  private void open(RoutingContext context) {
    var staff = Actors.staff(context);
    UUID branch = branch(context, staff);
    String name = Requests.text(Requests.json(context), "name").strip();
    if (name.isEmpty() || name.length() > LONGEST) {
      throw new Failure.Invalid(
              name.isEmpty()
                  ? new FieldError("name", "required")
                  : new FieldError("name", "too-long", java.util.Map.of("max", LONGEST)))
          .exception();
    }
    String by = StaffStore.find(database.client(), staff.id()).await().orElseThrow().name();
    var opened =
        database
            .tx(
                tx ->
                    walls
                        .open(tx, branch, name, staff.id(), by)
                        .compose(wall -> sessions.end(tx, staff.session()).map(wall))
                        .compose(
                            wall ->
                                audit
                                    .record(
                                        tx,
                                        staff,
                                        "wall.opened",
                                        wall.wall().actor().label(),
                                        branch,
                                        new JsonObject())
                                    .map(wall)))
            .await();
    SessionCookies.keep(context, Walls.COOKIE, "/api", opened.token(), walls.lasting());
    SessionCookies.remove(context, Portal.STAFF);
    context.response().setStatusCode(201);
    context.json(json(opened.wall()));
  }

  private void close(RoutingContext context) {
    var staff = Actors.staff(context);
    Wall wall =
        walls
            .find(Requests.id(context, "id"))
            .await()
            .filter(one -> StaffRights.may(staff, StaffAct.WATCH, one.branch()))
            .orElseThrow(WallRoutes::notFound);
    require(staff, wall.branch());
    database
        .tx(
            tx ->
                walls
                    .close(tx, wall.id())
                    .compose(
                        done ->
                            audit.record(
                                tx,
                                staff,
                                "wall.closed",
                                wall.actor().label(),
                                wall.branch(),
                                new JsonObject())))
        .await();
    context.response().setStatusCode(204).end();
  }

  private static UUID branch(RoutingContext context, Actor.Staff staff) {
    UUID branch =
        Optional.ofNullable(context.queryParams().get("branch"))
            .map(Requests::id)
            .orElse(staff.branch());
    if (!StaffRights.may(staff, StaffAct.WATCH, branch)) {
      throw notFound();
    }
    require(staff, branch);
    return branch;
  }

  /** A screen goes on showing after whoever opened it has left: not for those who only look. */
  private static void require(Actor.Staff staff, UUID branch) {
    if (!StaffRights.may(staff, StaffAct.MANAGE, branch)) {
      throw new Failure.Forbidden("forbidden").exception();
    }
  }

  private static JsonObject json(Wall wall) {
    return new JsonObject()
        .put("id", wall.id().toString())
        .put("name", wall.name())
        .put("openedBy", wall.openedBy())
        .put("openedAt", wall.openedAt().toString())
        .put("seenAt", wall.seenAt().toString())
        .put("expiresAt", wall.expiresAt().toString());
  }

  private static RuntimeException notFound() {
    return new Failure.NotFound("not-found").exception();
  }
}
