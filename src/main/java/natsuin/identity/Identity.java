package natsuin.identity;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import natsuin.http.BodyReader;
import natsuin.http.Routes;
import natsuin.kernel.Actor;

/** The door of this story: puts its use cases together. */
public final class Identity {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final IdentityTools tools;
  private final Situations situations;
  private final RequestView requests;
  private final List<Routes> routes;

  /** The story with these tools. */
  public Identity(Vertx vertx, IdentityTools tools) {
    this.tools = tools;
    var consent = ConsentDocument.load(tools.configuration().consent());
    this.situations = new Situations(tools, consent);
    this.requests = new RequestView(tools, consent);
    this.routes =
        List.of(
            new RequestRoutes(
                this,
                consent,
                new GiveConsent(tools, situations, consent),
                new ChangeFiles(tools, situations),
                new SubmitDocuments(tools, situations),
                new BodyReader(vertx, tools.largestFile(), PATIENCE)),
            new CheckRoutes(
                new Checks(tools, situations, new CheckView(requests)),
                new DecideOnDocuments(tools)));
  }

  /** What this story offers over HTTP. */
  public List<Routes> routes() {
    return routes;
  }

  /** The user's open request as in the API; empty where none is open. */
  public Future<Optional<JsonObject>> view(Actor.User user) {
    return situations
        .find(tools.database().client(), user.id())
        .compose(
            found ->
                tools
                    .scannerUp()
                    .get()
                    .map(up -> found.map(situation -> requests.of(situation, up))));
  }

  /** Forgets documents whose time is over; answers of how many requests. */
  public Future<Integer> sweep() {
    return new ForgetDocuments(
            tools.database(), tools.clock(), tools.uploads(), tools.configuration())
        .whoseTimeIsOver();
  }
}
