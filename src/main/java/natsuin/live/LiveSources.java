package natsuin.live;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import natsuin.kernel.Actor;

/** What the stories say about a topic. Every answer is made for this actor and asks for rights. */
public interface LiveSources {

  /** The whole of it; fails with a {@code FailureException} for those who may not see it. */
  Future<JsonObject> snapshot(LiveTopic topic, Actor actor);

  /** What has become of these things in it, each whole and as it stands now, in their order. */
  Future<List<JsonObject>> changes(LiveTopic topic, List<String> subjects, Actor actor);

  /** Those whose sessions live, each with the rights of this moment; asked for many at once. */
  Future<Map<Actor, Actor>> present(Set<Actor> actors);

  /** Succeeds while the topic is the actor's to see (LIVE-3); whose session lives. */
  Future<Void> authorize(LiveTopic topic, Actor present);
}
