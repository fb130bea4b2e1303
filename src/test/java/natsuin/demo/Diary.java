package natsuin.demo;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/** What people at work were told: each act with its beginning, its end, and its answer. */
final class Diary {
  /** An act; {@code fault} is empty where it was acknowledged. */
  record Act(String kind, String subject, long begun, long ended, String fault) {
    boolean acknowledged() {
      return fault.isEmpty();
    }

    Duration took() {
      return Duration.ofNanos(ended - begun);
    }
  }

  private final ConcurrentLinkedQueue<Act> acts = new ConcurrentLinkedQueue<>();

  /** Does it, and notes how it went. */
  <T> T act(String kind, String subject, Callable<T> work) {
    long begun = System.nanoTime();
    try {
      T result = work.call();
      acts.add(new Act(kind, subject, begun, System.nanoTime(), ""));
      return result;
    } catch (Exception fault) {
      acts.add(new Act(kind, subject, begun, System.nanoTime(), fault.toString()));
      throw fault instanceof RuntimeException known ? known : new IllegalStateException(fault);
    }
  }

  /** Notes something that was seen. */
  void note(String kind, String subject, long begun) {
    acts.add(new Act(kind, subject, begun, System.nanoTime(), ""));
  }

  Stream<Act> all(String kind) {
    return acts.stream().filter(act -> act.kind().equals(kind));
  }

  List<Act> faults() {
    return acts.stream().filter(act -> !act.acknowledged()).toList();
  }

  int size() {
    return acts.size();
  }
}
