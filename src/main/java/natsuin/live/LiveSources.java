package natsuin.live;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import natsuin.kernel.Actor;

/** What the stories say about a topic. Every answer is made for this actor and asks for rights. */
public interface LiveSources {

  /** The whole of it; fails with a {@code FailureException} for those who may not see it. */
  Future<JsonObject> snapshot(LiveTopic topic, Actor actor);

  /** What has become of one thing in it, whole and as it stands now. */
  Future<JsonObject> change(LiveTopic topic, String subject, Actor actor);

  /** Succeeds while the actor's session lives and the topic is the actor's to see (LIVE-3). */
  Future<Void> authorize(LiveTopic topic, Actor actor);
}
