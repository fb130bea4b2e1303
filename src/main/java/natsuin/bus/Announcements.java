package natsuin.bus;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Where duties and stories of this node say what happened, after the transaction committed. Whoever
 * shows things live listens here and tells the other nodes; nobody waits for a listener.
 */
public final class Announcements {
  private final List<Consumer<Announcement>> listeners = new CopyOnWriteArrayList<>();

  /** Says it to every listener, on the calling thread; listeners hand over and return at once. */
  public void say(Announcement announcement) {
    listeners.forEach(listener -> listener.accept(announcement));
  }

  /** Is told everything from now on. */
  public void listen(Consumer<Announcement> listener) {
    listeners.add(listener);
  }
}
