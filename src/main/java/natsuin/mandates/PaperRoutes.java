package natsuin.mandates;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import natsuin.http.Actors;
import natsuin.http.Requests;
import natsuin.http.Routes;
import natsuin.kernel.Actor;
import natsuin.kernel.Failure;

/** {@code /api/mandates/files}: a power of attorney on paper, 「参照」「アップロード」「削除」. */
final class PaperRoutes implements Routes {
  private static final int LONGEST_NAME = 255;

  private final MandateTools tools;
  private final TakePaper take;
  private final OpenMandate.Finder finder;
  private final MandateView view;

  PaperRoutes(MandateTools tools) {
    this.tools = tools;
    this.take = new TakePaper(tools);
    this.finder = new OpenMandate.Finder(tools);
    this.view = new MandateView(tools);
  }

  @Override
  public void mount(Router router) {
    router.post("/api/mandates/files").handler(this::upload);
    router.delete("/api/mandates/:id").handler(this::delete);
  }

  private void upload(RoutingContext context) {
    Actor.User user = Actors.user(context);
    MandatePurpose purpose = purpose(context);
    String name = name(context);
    TakePaper.mayUpload(user, purpose);
    Mandate mandate =
        tools
            .bodies()
            .use(context.request(), user.id(), content -> take.take(user, purpose, name, content));
    context.response().setStatusCode(201);
    context.json(view.of(user, mandate, Optional.empty()));
  }

  private void delete(RoutingContext context) {
    Actor.User user = Actors.user(context);
    take.delete(user, finder.visible(user, Requests.id(context, "id")));
    context.response().setStatusCode(204).end();
  }

  private static MandatePurpose purpose(RoutingContext context) {
    try {
      return MandatePurpose.of(String.valueOf(context.request().getParam("purpose")));
    } catch (IllegalArgumentException unknown) {
      throw new Failure.Invalid(new Failure.FieldError("purpose", "required")).exception();
    }
  }

  private static String name(RoutingContext context) {
    String header = context.request().getHeader("X-File-Name");
    try {
      String name =
          header == null
              ? ""
              : URLDecoder.decode(header.replace("+", "%2B"), StandardCharsets.UTF_8);
      if (!name.isBlank() && name.length() <= LONGEST_NAME) {
        return name;
      }
    } catch (IllegalArgumentException notEncoded) {
      throw new Failure.Malformed("malformed-request").exception();
    }
    throw new Failure.Invalid(new Failure.FieldError("fileName", "required")).exception();
  }
}
