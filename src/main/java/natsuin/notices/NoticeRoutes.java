package natsuin.notices;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import natsuin.http.Actors;
import natsuin.http.Requests;
import natsuin.http.Routes;

/** {@code /api/notices} (HOME-1). */
public final class NoticeRoutes implements Routes {
  private final Notices notices;

  /** Over these notices. */
  public NoticeRoutes(Notices notices) {
    this.notices = notices;
  }

  @Override
  public void mount(Router router) {
    router.get("/api/notices").handler(this::list);
    router.put("/api/notices/:id/read").handler(this::markRead);
  }

  private void list(RoutingContext context) {
    context.json(json(notices.latest(Actors.user(context).id()).await()));
  }

  /** {@code {"unread": …, "items": […]}}, as in the API and at the head of the live topic. */
  public static JsonObject json(List<Notice> latest) {
    var items = new JsonArray();
    latest.forEach(notice -> items.add(notice.json()));
    long unread = latest.stream().filter(notice -> !notice.read()).count();
    return new JsonObject().put("unread", unread).put("items", items);
  }

  private void markRead(RoutingContext context) {
    var user = Actors.user(context);
    notices.markRead(user.id(), Requests.id(context, "id")).await();
    context.response().setStatusCode(204).end();
  }
}
