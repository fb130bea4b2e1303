package natsuin.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Callers that have proved nothing yet. There is room for few, as each holds a thread of Hazelcast;
 * where it is full, who called from the address with the most of them, and waits longest, is cut. A
 * node, which proves itself at once, so always finds room (slow loris). Any thread.
 */
final class WaitingRoom {
  private final int places;
  private final List<Socket> waiting = new ArrayList<>();

  WaitingRoom(int places) {
    this.places = places;
  }

  synchronized void enter(Socket caller) throws IOException {
    waiting.add(caller);
    if (waiting.size() > places) {
      Socket longest = longestOfTheMost();
      waiting.remove(longest);
      longest.close();
    }
  }

  synchronized void leave(Socket caller) {
    waiting.remove(caller);
  }

  private Socket longestOfTheMost() {
    Map<InetAddress, Integer> count = new HashMap<>();
    waiting.forEach(caller -> count.merge(caller.getInetAddress(), 1, Integer::sum));
    return waiting.stream()
        .max(Comparator.comparing(caller -> count.getOrDefault(caller.getInetAddress(), 0)))
        .orElseThrow();
  }
}
