package natsuin.demo;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a fault was felt, by each kind of act: how many were refused, the longest time in which none
 * was done, and the time from the fault's end until one was. Kept in {@code target/faults.json}.
 */
final class Recovery {
  private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);
  private static final Path FILE = Path.of("target", "faults.json");
  private static final List<String> KINDS =
      List.of(Load.PAGE, Load.LOGIN, Load.AUTHORIZE, Load.SIGNED);

  private final String fault;
  private final Diary diary;
  private final List<Watcher> watchers;
  private final int goneBefore;
  private final long begun = System.nanoTime();
  private long mended = begun;
  private long affected = begun;

  private Recovery(String fault, UnderLoad people) {
    this.fault = fault;
    this.diary = people.diary();
    this.watchers = people.load().watchers();
    this.goneBefore = gone().toList().size();
  }

  /** The fault begins now. */
  static Recovery from(String fault, UnderLoad people) {
    return new Recovery(fault, people);
  }

  /** Its cause is gone. */
  void mended() {
    mended = System.nanoTime();
  }

  /** What was in the hurt one's hands is done. */
  void affectedWhole() {
    affected = System.nanoTime();
  }

  /** All is as before; keeps the figures. */
  void whole() throws IOException {
    var told = new JsonObject().put("fault", fault).put("lastedMs", millis(mended - begun));
    told.put("affectedMs", millis(affected - begun));
    for (String kind : KINDS) {
      told.put(kind, figures(kind));
    }
    told.put("socketsMoved", gone().count() - goneBefore)
        .put(
            "longestWithoutSocketMs",
            gone().skip(goneBefore).mapToLong(Duration::toMillis).max().orElse(0));
    LOG.info("{}", told.encode());
    keep(told);
  }

  private Stream<Duration> gone() {
    return watchers.stream().flatMap(watcher -> watcher.without().stream());
  }

  private JsonObject figures(String kind) {
    long now = System.nanoTime();
    var acts = diary.all(kind).filter(act -> act.ended() >= begun).toList();
    var done =
        acts.stream()
            .filter(Diary.Act::acknowledged)
            .mapToLong(Diary.Act::ended)
            .sorted()
            .toArray();
    long pause = 0;
    long last = begun;
    for (long each : done) {
      pause = Math.max(pause, each - last);
      last = each;
    }
    pause = Math.max(pause, done.length == 0 ? now - last : 0);
    long back =
        acts.stream()
            .filter(Diary.Act::acknowledged)
            .mapToLong(Diary.Act::ended)
            .filter(end -> end >= mended)
            .min()
            .orElse(now);
    long refused = acts.stream().filter(act -> !act.acknowledged()).count();
    return new JsonObject()
        .put("done", done.length)
        .put("refused", refused)
        .put("longestPauseMs", millis(pause))
        .put("backAfterMs", millis(back - mended));
  }

  /** Those of other classes stay; a fault's earlier figures go. */
  private static synchronized void keep(JsonObject told) throws IOException {
    var all = Files.exists(FILE) ? new JsonArray(Files.readString(FILE)) : new JsonArray();
    var others = new JsonArray();
    all.stream()
        .map(JsonObject.class::cast)
        .filter(each -> !each.getString("fault").equals(told.getString("fault")))
        .forEach(others::add);
    Files.writeString(FILE, others.add(told).encodePrettily());
    Files.writeString(FILE.resolveSibling("faults.txt"), table(others));
  }

  private static String table(JsonArray all) {
    var text = new StringBuilder("| fault | lasted | in hand |");
    KINDS.forEach(kind -> text.append(" ").append(kind).append(" |"));
    text.append(" sockets |\n|---|---:|").append("---:|".repeat(KINDS.size() + 2)).append('\n');
    for (Object each : all) {
      var fault = (JsonObject) each;
      text.append(
          "| %s | %s | %s |"
              .formatted(
                  fault.getString("fault"),
                  seconds(fault, "lastedMs"),
                  seconds(fault, "affectedMs")));
      for (String kind : KINDS) {
        var of = fault.getJsonObject(kind);
        text.append(
            " %d, %s, +%s |"
                .formatted(
                    of.getLong("refused"),
                    seconds(of, "longestPauseMs"),
                    seconds(of, "backAfterMs")));
      }
      text.append(
          " %d, %s |%n"
              .formatted(fault.getLong("socketsMoved"), seconds(fault, "longestWithoutSocketMs")));
    }
    return text.toString();
  }

  private static String seconds(JsonObject of, String key) {
    return String.format(Locale.ROOT, "%.1f s", of.getLong(key) / 1000.0);
  }

  private static long millis(long nanos) {
    return nanos / 1_000_000;
  }
}
