package natsuin.live;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import natsuin.clientissue.ClientIssue;
import natsuin.contracts.Contracts;
import natsuin.dashboard.Dashboards;
import natsuin.dashboard.Queues;
import natsuin.identity.Identity;
import natsuin.kernel.Actor;
import natsuin.kernel.Failure;
import natsuin.kernel.FailureException;
import natsuin.members.Members;
import natsuin.notices.Notice;
import natsuin.notices.Notices;
import natsuin.operators.Operations;
import natsuin.sessions.Sessions;

/** Asks the stories what there is to see; each answers with the rights of whoever watches. */
public final class LiveStories implements LiveSources {
  private final Sessions sessions;
  private final Contracts contracts;
  private final Dashboards dashboards;
  private final Notices notices;
  private final Members members;
  private final Queues queues;
  private final Identity identity;
  private final ClientIssue clientIssue;
  private final Operations operations;

  /** Over these stories and duties. */
  public LiveStories(
      Sessions sessions,
      Contracts contracts,
      Dashboards dashboards,
      Notices notices,
      Members members,
      Queues queues,
      Identity identity,
      ClientIssue clientIssue,
      Operations operations) {
    this.sessions = sessions;
    this.contracts = contracts;
    this.dashboards = dashboards;
    this.notices = notices;
    this.members = members;
    this.queues = queues;
    this.identity = identity;
    this.clientIssue = clientIssue;
    this.operations = operations;
  }

  @Override
  public Future<Map<Actor, Actor>> present(Set<Actor> actors) {
    return sessions.present(actors);
  }

  @Override
  public Future<Void> authorize(LiveTopic topic, Actor actor) {
    return switch (topic) {
      case LiveTopic.Contract contract -> view(contract, actor).mapEmpty();
      case LiveTopic.Branch branch ->
          Dashboards.mayWatch(actor, branch.id())
              ? Future.succeededFuture()
              : Future.failedFuture(notFound());
      case LiveTopic.Notices own -> Future.succeededFuture();
      case LiveTopic.Members members -> roster(members, actor).mapEmpty();
      case LiveTopic.Queue queue ->
          Queues.mayWatch(actor, queue.branch())
              ? Future.succeededFuture()
              : Future.failedFuture(notFound());
      case LiveTopic.Operations all ->
          Operations.mayWatch(actor) ? Future.succeededFuture() : Future.failedFuture(notFound());
      case LiveTopic.Request own -> Future.succeededFuture();
      case LiveTopic.Issue own -> Future.succeededFuture();
      case LiveTopic.OwnSession own -> Future.succeededFuture();
    };
  }

  @Override
  public Future<JsonObject> snapshot(LiveTopic topic, Actor actor) {
    return switch (topic) {
      case LiveTopic.Contract contract -> view(contract, actor);
      case LiveTopic.Branch branch -> dashboards.snapshot(actor, branch.id());
      case LiveTopic.Notices own -> notices.latest(own.user()).map(LiveStories::list);
      case LiveTopic.Members members -> roster(members, actor);
      case LiveTopic.Queue queue -> queues.counts(actor, queue.branch());
      case LiveTopic.Operations all -> operations.snapshot(actor);
      case LiveTopic.Request own -> request(actor);
      case LiveTopic.Issue own -> issue(actor);
      case LiveTopic.OwnSession own -> Future.succeededFuture(new JsonObject().put("state", "in"));
    };
  }

  @Override
  public Future<List<JsonObject>> changes(LiveTopic topic, List<String> subjects, Actor actor) {
    return switch (topic) {
      case LiveTopic.Branch branch ->
          dashboards.changes(branch.id(), subjects.stream().map(UUID::fromString).toList());
      case LiveTopic.Notices own -> latest(own, subjects);
      case LiveTopic.Contract contract -> snapshot(topic, actor).map(List::of);
      case LiveTopic.Members members -> snapshot(topic, actor).map(List::of);
      case LiveTopic.Queue queue -> snapshot(topic, actor).map(List::of);
      case LiveTopic.Operations all -> snapshot(topic, actor).map(List::of);
      case LiveTopic.Request own -> snapshot(topic, actor).map(List::of);
      case LiveTopic.Issue own -> snapshot(topic, actor).map(List::of);
      case LiveTopic.OwnSession own -> snapshot(topic, actor).map(List::of);
    };
  }

  private Future<List<JsonObject>> latest(LiveTopic.Notices own, List<String> subjects) {
    return Future.all(
            subjects.stream().map(id -> notices.find(own.user(), UUID.fromString(id))).toList())
        .map(
            all ->
                all.<Optional<Notice>>list().stream()
                    .map(one -> new JsonObject().put("notice", one.map(Notice::json).orElse(null)))
                    .toList());
  }

  /** Where none is open, that is what there is to say. */
  private Future<JsonObject> request(Actor actor) {
    return actor instanceof Actor.User user
        ? identity.view(user).map(view -> view.orElse(new JsonObject().put("state", "none")))
        : Future.failedFuture(notFound());
  }

  private Future<JsonObject> issue(Actor actor) {
    return actor instanceof Actor.Candidate candidate
        ? clientIssue.view(candidate)
        : Future.failedFuture(notFound());
  }

  private Future<JsonObject> view(LiveTopic.Contract contract, Actor actor) {
    return contracts
        .view(actor, contract.id())
        .map(view -> view.orElseThrow(LiveStories::notFound));
  }

  /** Whom one may see hangs on one's role, which may have changed since the socket was opened. */
  private Future<JsonObject> roster(LiveTopic.Members topic, Actor actor) {
    return sessions
        .current(actor)
        .compose(
            session ->
                session.isPresent()
                        && session.get().actor() instanceof Actor.User user
                        && user.organization().equals(topic.organization())
                    ? members.view(user)
                    : Future.failedFuture(notFound()));
  }

  private static JsonObject list(List<Notice> latest) {
    JsonArray items = new JsonArray();
    latest.forEach(notice -> items.add(notice.json()));
    long unread = latest.stream().filter(notice -> !notice.read()).count();
    return new JsonObject().put("unread", unread).put("items", items);
  }

  private static FailureException notFound() {
    return new Failure.NotFound("not-found").exception();
  }
}
