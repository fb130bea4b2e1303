package natsuin.live;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import natsuin.bus.Announcement;
import natsuin.bus.Announcements;
import natsuin.bus.Channel;
import natsuin.bus.ChannelName;
import natsuin.http.Routes;
import natsuin.kernel.Actor;
import natsuin.redis.RedisServer;

/** The live room of one node: listens to what happens here, tells every node, feeds its sockets. */
public final class Live implements AutoCloseable {
  private final LiveHub hub;
  private final LivePoll poll;
  private final LivePublisher publisher;
  private final Channel<Announcement.RightsChanged> rights;
  private final InstantSource clock;
  private final Set<LiveSocket> sockets = ConcurrentHashMap.newKeySet();

  private Live(
      LiveHub hub,
      LivePoll poll,
      LivePublisher publisher,
      Channel<Announcement.RightsChanged> rights,
      InstantSource clock) {
    this.hub = hub;
    this.poll = poll;
    this.publisher = publisher;
    this.rights = rights;
    this.clock = clock;
  }

  /** Opens the room on this node. */
  public static Live open(
      Vertx vertx,
      RedisServer redis,
      Announcements announcements,
      LiveSources sources,
      InstantSource clock) {
    LiveHistory history = new LiveHistory(redis);
    Channel<LiveEvent> channel = new Channel<>(vertx, ChannelName.LIVE, new LiveChannel());
    Channel<Announcement.RightsChanged> rights =
        new Channel<>(vertx, ChannelName.SESSIONS, new RightsChannel());
    LiveHub hub = new LiveHub(vertx, history, sources, clock);
    Live live =
        new Live(
            hub,
            new LivePoll(history, sources, clock),
            new LivePublisher(history, channel::publish),
            rights,
            clock);
    channel.listen(hub::arrived);
    rights.listen(changed -> hub.rightsChanged());
    announcements.listen(live::announced);
    hub.start();
    return live;
  }

  /** What this room offers over HTTP. */
  public Routes routes() {
    return new LiveRoutes(this);
  }

  /** How many sockets this node serves. */
  public int sockets() {
    return sockets.size();
  }

  /** Asks every browser to connect elsewhere. */
  @Override
  public void close() {
    sockets.forEach(LiveSocket::goElsewhere);
  }

  void connect(ServerWebSocket socket, Actor actor) {
    sockets.add(new LiveSocket(socket, actor, hub, clock, sockets::remove));
  }

  Future<JsonObject> look(LiveTopic topic, Actor actor, LiveHistory.Head seen) {
    return poll.look(topic, actor, seen).map(frames -> new JsonObject().put("frames", frames));
  }

  private void announced(Announcement announcement) {
    switch (announcement) {
      case Announcement.ContractTouched touched -> {
        contract(touched.contract(), touched.branch());
        publisher.changed(queues(touched.branch()), touched.contract().toString());
      }
      case Announcement.ContractProgressed progressed ->
          contract(progressed.contract(), progressed.branch());
      case Announcement.NoticeTouched touched ->
          publisher.changed(
              List.of(new LiveTopic.Notices(touched.user())), touched.notice().toString());
      case Announcement.RequestTouched touched -> {
        publisher.changed(
            List.of(
                new LiveTopic.Members(touched.organization()),
                new LiveTopic.Request(touched.user())),
            touched.user().toString());
        publisher.changed(queues(touched.branch()), touched.request().toString());
        besideContracts(touched.branch());
      }
      case Announcement.ApplicationTouched touched -> {
        publisher.changed(queues(touched.branch()), touched.application().toString());
        besideContracts(touched.branch());
      }
      case Announcement.MembersTouched touched ->
          publisher.changed(
              List.of(new LiveTopic.Members(touched.organization())),
              touched.organization().toString());
      case Announcement.RightsChanged changed -> rights.publish(changed);
    }
  }

  private void contract(UUID contract, UUID branch) {
    publisher.changed(
        List.of(new LiveTopic.Contract(contract), new LiveTopic.Branch(branch)),
        contract.toString());
  }

  /** The branch itself as the thing that changed: what is on its dashboard beside contracts. */
  private void besideContracts(UUID branch) {
    publisher.changed(List.of(new LiveTopic.Branch(branch)), branch.toString());
  }

  /** The branch's own queue, and that of all branches. */
  private static List<LiveTopic> queues(UUID branch) {
    return List.of(new LiveTopic.Queue(Optional.of(branch)), new LiveTopic.Queue(Optional.empty()));
  }
}
