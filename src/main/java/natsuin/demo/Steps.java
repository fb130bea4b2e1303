package natsuin.demo;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.util.function.Supplier;

/** Prints each step and how long it took, and remembers both for {@code --json}. */
final class Steps {
  private final PrintWriter out;
  private final JsonArray done = new JsonArray();
  private final long begun = System.nanoTime();

  Steps(PrintWriter out) {
    this.out = out;
  }

  <T> T step(String name, Supplier<T> work) {
    long start = System.nanoTime();
    T result = work.get();
    double millis = (System.nanoTime() - start) / 1e6;
    out.printf("%-58s %9.1f ms%n", name, millis);
    out.flush();
    done.add(new JsonObject().put("step", name).put("millis", millis));
    return result;
  }

  JsonObject summary() {
    return new JsonObject().put("steps", done).put("millis", (System.nanoTime() - begun) / 1e6);
  }
}
