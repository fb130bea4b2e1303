package natsuin.live;

import java.util.Optional;
import java.util.UUID;
import natsuin.kernel.Actor;

/** What can be watched. */
public sealed interface LiveTopic {

  /** How browsers name it. */
  String name();

  /** How Redis and the cluster's bus name it. */
  default String key() {
    return name();
  }

  /** Whether everybody who may watch sees the same bytes, so that they are encoded once. */
  default boolean shared() {
    return false;
  }

  /** Whether every change tells all there is to see, so that of many only the last counts. */
  default boolean whole() {
    return true;
  }

  /** One contract: each watcher sees it with own eyes. */
  record Contract(UUID id) implements LiveTopic {
    @Override
    public String name() {
      return "contract:" + id;
    }
  }

  /** A branch's dashboard. */
  record Branch(UUID id) implements LiveTopic {
    @Override
    public String name() {
      return "branch:" + id;
    }

    @Override
    public boolean shared() {
      return true;
    }

    @Override
    public boolean whole() {
      return false;
    }
  }

  /** One user's own open request for a certificate, with its documents. */
  record Request(UUID user) implements LiveTopic {
    @Override
    public String name() {
      return "request";
    }

    @Override
    public String key() {
      return "request:" + user;
    }
  }

  /** The issue of a client certificate to an employer's user, as that user sees it (EMP-6). */
  record Issue(UUID user) implements LiveTopic {
    @Override
    public String name() {
      return "issue";
    }

    @Override
    public String key() {
      return "issue:" + user;
    }
  }

  /** One user's own notices. */
  record Notices(UUID user) implements LiveTopic {
    @Override
    public String name() {
      return "notices";
    }

    @Override
    public String key() {
      return "notices:" + user;
    }

    @Override
    public boolean whole() {
      return false;
    }
  }

  /** An employer's user's own session: it is denied as soon as that is over (EMP-8). */
  record OwnSession(UUID user) implements LiveTopic {
    @Override
    public String name() {
      return "session";
    }

    @Override
    public String key() {
      return "session:" + user;
    }
  }

  /** An organization's data and users: each watcher sees those whom he may see. */
  record Members(UUID organization) implements LiveTopic {
    @Override
    public String name() {
      return "members";
    }

    @Override
    public String key() {
      return "members:" + organization;
    }
  }

  /**
   * What waits for staff.
   *
   * @param branch none: of all branches
   */
  record Queue(Optional<UUID> branch) implements LiveTopic {
    private static final String ALL = "all";

    @Override
    public String name() {
      return "queue:" + branch.map(UUID::toString).orElse(ALL);
    }

    @Override
    public boolean shared() {
      return true;
    }

    static Optional<LiveTopic> parse(String which) {
      return which.equals(ALL)
          ? Optional.of(new Queue(Optional.empty()))
          : uuid(which).map(id -> new Queue(Optional.of(id)));
    }
  }

  /** How nodes and queues stand, for operators (OPS-5). */
  record Operations() implements LiveTopic {
    private static final String NAME = "operations";

    @Override
    public String name() {
      return NAME;
    }

    @Override
    public boolean shared() {
      return true;
    }
  }

  /** The topic that this actor means; empty for a name that is none. */
  static Optional<LiveTopic> parse(String name, Actor actor) {
    if (name.equals("notices") && actor instanceof Actor.User user) {
      return Optional.of(new Notices(user.id()));
    }
    if (name.equals("members") && actor instanceof Actor.User user) {
      return Optional.of(new Members(user.organization()));
    }
    if (name.equals("request") && actor instanceof Actor.User user) {
      return Optional.of(new Request(user.id()));
    }
    if (name.equals("issue") && actor instanceof Actor.Candidate candidate) {
      return Optional.of(new Issue(candidate.id()));
    }
    if (name.equals("session") && actor instanceof Actor.Employer employer) {
      return Optional.of(new OwnSession(employer.id()));
    }
    if (name.equals(Operations.NAME) && actor instanceof Actor.Staff) {
      return Optional.of(new Operations());
    }
    int colon = name.indexOf(':');
    if (colon < 0) {
      return Optional.empty();
    }
    if (name.startsWith("queue:")) {
      return Queue.parse(name.substring(colon + 1));
    }
    return uuid(name.substring(colon + 1))
        .flatMap(
            id ->
                switch (name.substring(0, colon)) {
                  case "contract" -> Optional.of(new Contract(id));
                  case "branch" -> Optional.of(new Branch(id));
                  default -> Optional.empty();
                });
  }

  private static Optional<UUID> uuid(String text) {
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException notOne) {
      return Optional.empty();
    }
  }
}
