package natsuin.web;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Whether this node is alive and whether it should be sent requests (OPS-5). */
public final class Health {
  private static final int ANSWER_WITHIN_MS = 2000;
  private static final long LOOK_EVERY_MS = 1000;

  /** A node whose servers have not all answered for so long had better not be asked. */
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(3);

  private final Map<String, Supplier<Future<Void>>> components = new LinkedHashMap<>();
  private final Map<String, Supplier<Future<String>>> mentioned = new LinkedHashMap<>();
  private volatile Stage stage = Stage.STARTING;
  private volatile long served = System.nanoTime() - PATIENCE_NANOS;

  /** Where in its life a node is. */
  enum Stage {
    STARTING,
    OPEN,
    /** A server that it needs does not answer it: it does what it can, and others may do better. */
    WAITING,
    /** It finishes what it began. */
    LEAVING
  }

  /** Adds something that must answer for this node to be ready; before the node opens. */
  public Health needs(String component, Supplier<Future<Void>> check) {
    components.put(component, check);
    return this;
  }

  /** Adds something whose state is told, but without which this node is as ready as with it. */
  public Health mentions(String component, Supplier<Future<String>> state) {
    mentioned.put(component, state);
    return this;
  }

  /** The node takes requests from now on. */
  public void open() {
    stage = Stage.OPEN;
  }

  /** The node is about to stop: not ready any more. */
  public void close() {
    stage = Stage.LEAVING;
  }

  /** Whether the node is about to stop. */
  public boolean isLeaving() {
    return stage == Stage.LEAVING;
  }

  /** Looks from now on, until Vert.x ends, whether what this node needs answers it. */
  public void watch(Vertx vertx) {
    vertx.setPeriodic(0, LOOK_EVERY_MS, tick -> look());
  }

  private void look() {
    Future.all(components.values().stream().map(Health::asked).toList())
        .onSuccess(all -> served = System.nanoTime());
  }

  private static Future<Void> asked(Supplier<Future<Void>> component) {
    return component.get().timeout(ANSWER_WITHIN_MS, TimeUnit.MILLISECONDS);
  }

  Stage stage() {
    boolean waits = System.nanoTime() - served > PATIENCE_NANOS;
    return stage == Stage.OPEN && waits ? Stage.WAITING : stage;
  }

  /** State of the node and of each component: {@code {"status":"up","components":{…}}}. */
  public Future<JsonObject> ready() {
    var states = new JsonObject();
    Future<?> all = Future.succeededFuture();
    for (var component : components.entrySet()) {
      Future<String> state = asked(component.getValue()).map("up").otherwise("down");
      all = Future.join(all, state.onSuccess(up -> states.put(component.getKey(), up)));
    }
    var others = new JsonObject();
    for (var component : mentioned.entrySet()) {
      Future<String> state =
          component
              .getValue()
              .get()
              .timeout(ANSWER_WITHIN_MS, TimeUnit.MILLISECONDS)
              .otherwise("down");
      all = Future.join(all, state.onSuccess(told -> others.put(component.getKey(), told)));
    }
    return all.map(
        done -> {
          boolean up = stage == Stage.OPEN && !states.getMap().containsValue("down");
          states.mergeIn(others);
          return new JsonObject().put("status", up ? "up" : "down").put("components", states);
        });
  }
}
