package natsuin.live;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.http.WebSocketInternal;
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
  /** Browsers that move to another node do not all come at the same moment. */
  private static final long MOVE_MILLIS_EACH = 1;

  private static final long LONGEST_MOVE_MILLIS = 10_000;

  private final LiveHub hub;
  private final LivePoll poll;
  private final LivePublisher publisher;
  private final Channel<Announcement.RightsChanged> rights;
  private final Set<LiveSocket> sockets = ConcurrentHashMap.newKeySet();

  private Live(
      LiveHub hub,
      LivePoll poll,
      LivePublisher publisher,
      Channel<Announcement.RightsChanged> rights) {
    this.hub = hub;
    this.poll = poll;
    this.publisher = publisher;
    this.rights = rights;
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
            new LivePoll(history, sources, hub.frames()),
            new LivePublisher(history, channel::publish),
            rights);
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
    long within = Math.min(LONGEST_MOVE_MILLIS, sockets.size() * MOVE_MILLIS_EACH);
    sockets.forEach(socket -> socket.goElsewhere(within));
  }

  void connect(WebSocketInternal socket, Actor actor) {
    LiveSocket connected = new LiveSocket(socket, actor, hub, sockets::remove);
    sockets.add(connected);
    connected.start();
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
      case Announcement.QueueTouched touched -> {
        publisher.changed(queues(touched.branch()), touched.branch().toString());
        besideContracts(touched.branch());
      }
      case Announcement.MembersTouched touched ->
          publisher.changed(
              List.of(new LiveTopic.Members(touched.organization())),
              touched.organization().toString());
      case Announcement.ClientIssueTouched touched ->
          publisher.changed(
              List.of(new LiveTopic.Issue(touched.user())), touched.user().toString());
      case Announcement.OperationsTouched touched ->
          publisher.changed(List.of(new LiveTopic.Operations()), "operations");
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
