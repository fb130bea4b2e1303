package natsuin.mandates;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import natsuin.http.Routes;
import natsuin.kernel.Actor;
import natsuin.kernel.Failure;
import natsuin.uploads.FileState;
import natsuin.uploads.UploadedFile;

/** The door: powers of attorney over HTTP, and their use by whoever needs one. */
public final class Mandates {
  private final MandateTools tools;

  /** With these tools. */
  public Mandates(MandateTools tools) {
    this.tools = tools;
  }

  /** What it offers over HTTP. */
  public List<Routes> routes() {
    return List.of(
        new BlankRoutes(tools),
        new MandateRoutes(tools),
        new PaperRoutes(tools),
        new MandateReadingRoutes(tools));
  }

  /**
   * Uses a power of attorney up, in the transaction of what it allows: once, within its time, by
   * the user who gave it, for exactly this agent. Fails as {@link Failure.Invalid} on field {@code
   * mandate} with {@code mandate-missing}, {@code mandate-kind}, {@code mandate-unsigned}, {@code
   * mandate-used}, {@code mandate-expired}, {@code mandate-other}, {@code mandate-under-scan} or
   * {@code mandate-refused}.
   *
   * @param given what the request named; nothing where it named none
   * @param need what the act asks for; nothing happens where it asks for none
   * @param usedFor kind and identifier of what it was used for: {@code user:0198…}
   */
  public Future<Void> use(
      SqlConnection tx,
      Actor.User grantor,
      MandateNeed need,
      Optional<UUID> given,
      MandatePurpose purpose,
      Agent agent,
      String usedFor) {
    if (need == MandateNeed.NONE) {
      return Future.succeededFuture();
    }
    if (given.isEmpty()) {
      return Future.failedFuture(refused("mandate-missing"));
    }
    Instant now = tools.clock().instant();
    return MandateStore.lock(tx, given.get())
        .map(found -> checked(found, grantor, need, purpose, agent, now))
        .compose(mandate -> clean(tx, mandate))
        .compose(
            mandate ->
                MandateStore.use(tx, mandate.id(), agent, usedFor, now)
                    .compose(done -> record(tx, grantor, mandate, usedFor)));
  }

  /** What was used for one certificate request counts for another that took its place. */
  public Future<Void> follow(SqlConnection tx, UUID from, UUID to) {
    return MandateStore.follow(tx, "certificate-request:" + from, "certificate-request:" + to);
  }

  private static Mandate checked(
      Optional<Mandate> found,
      Actor.User grantor,
      MandateNeed need,
      MandatePurpose purpose,
      Agent agent,
      Instant now) {
    Mandate mandate =
        found
            .filter(known -> known.organization().equals(grantor.organization()))
            .filter(known -> known.grantor().equals(grantor.id()))
            .orElseThrow(() -> refused("mandate-missing"));
    if (!need.accepts(mandate.kind())) {
      throw refused("mandate-kind");
    }
    if (mandate.purpose() != purpose
        || mandate.agent().filter(named -> !named.equals(agent)).isPresent()) {
      throw refused("mandate-other");
    }
    switch (mandate.state()) {
      case DRAFT, SIGNING -> throw refused("mandate-unsigned");
      case USED -> throw refused("mandate-used");
      case SIGNED -> {
        if (!now.isBefore(mandate.validUntil().orElse(now))) {
          throw refused("mandate-expired");
        }
      }
    }
    return mandate;
  }

  /** One on paper counts only once its scan has found it clean (DOC-4). */
  private Future<Mandate> clean(SqlConnection tx, Mandate mandate) {
    if (mandate.kind() == MandateKind.SYSTEM) {
      return Future.succeededFuture(mandate);
    }
    return tools
        .uploads()
        .of(tx, mandate.id())
        .map(
            files -> {
              var state = files.stream().findFirst().map(UploadedFile::state);
              if (state.filter(FileState.CLEAN::equals).isEmpty()) {
                throw refused(
                    state.filter(known -> !known.settled()).isPresent()
                        ? "mandate-under-scan"
                        : "mandate-refused");
              }
              return mandate;
            });
  }

  private Future<Void> record(
      SqlConnection tx, Actor.User grantor, Mandate mandate, String usedFor) {
    return tools
        .audit()
        .record(
            tx,
            grantor,
            "mandate.used",
            "mandate:" + mandate.id(),
            mandate.branch(),
            new JsonObject().put("for", usedFor));
  }

  /** Erases what was not signed within a day, or not used within its time. */
  public Future<Integer> sweep() {
    Instant now = tools.clock().instant();
    return tools
        .database()
        .tx(
            tx ->
                MandateStore.takeOverdue(tx, now.minus(Duration.ofDays(1)), now)
                    .compose(gone -> tools.erase(tx, gone).map(gone.size())));
  }

  private static RuntimeException refused(String code) {
    return new Failure.Invalid(new Failure.FieldError("mandate", code)).exception();
  }
}
