package natsuin.bench;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import natsuin.testkit.People;
import natsuin.testkit.World;
import natsuin.users.Branch;

/**
 * What a stranger learns from the time of an answer (LOGIN-3, LOGIN-4, APP-4): the same is asked of
 * names that have an account and of names that have none, interleaved at random, one request after
 * the other over one connection, of a node with real PostgreSQL, Redis and SMTP. Every name is used
 * once per door, so that no lockout and no limit of codes comes between; only the throttle by
 * client, who is the same all the time, is opened.
 */
final class StrangersBenchmark implements Benchmark {
  private static final int TRIES = Integer.getInteger("bench.tries", 1000);
  private static final int WARM_UP = Integer.getInteger("bench.warmup", 400);
  private static final int SEED = Integer.getInteger("bench.seed", 20261122);

  private final HttpClient http = HttpClient.newHttpClient();
  private final Random random = new Random(SEED);

  private record Name(String email, boolean known) {}

  private record Door(String name, Function<String, HttpRequest> question) {}

  @Override
  public List<BenchTable> run(PrintStream progress) throws Exception {
    // A line per request would be most of what is measured.
    ((ch.qos.logback.classic.Logger) org.slf4j.LoggerFactory.getLogger("natsuin.access"))
        .setLevel(ch.qos.logback.classic.Level.WARN);
    var world = new World().with("throttle.requests", "1000000").with("sessions.idle", "24 h");
    world.beforeAll(null);
    try {
      return List.of(measure(world, progress));
    } finally {
      world.afterAll(null);
    }
  }

  private BenchTable measure(World world, PrintStream progress) throws Exception {
    var people = new People(world);
    Branch branch = people.branch();
    progress.println("Registering " + (TRIES + WARM_UP) + " people");
    List<Name> names = names(people, TRIES);
    List<Name> before = names(people, WARM_UP);
    var table =
        new BenchTable(
            "Times of answers in ms, %d tries each way; AUC 0.5: a stranger can only guess (±%.3f)"
                .formatted(TRIES, 2 * Math.sqrt((2.0 * TRIES + 1) / (12.0 * TRIES * TRIES))),
            "asked",
            "known q1",
            "median",
            "q3",
            "unknown q1",
            "median ",
            "q3 ",
            "ratio of medians",
            "AUC");
    for (Door door : doors(world, branch)) {
      progress.println(door.name());
      ask(door, before);
      Times times = ask(door, names);
      row(table, door.name(), times.answers());
      row(table, door.name() + ": the next request", times.next());
    }
    return table;
  }

  private static List<Door> doors(World world, Branch branch) {
    return List.of(
        new Door(
            "login, wrong password",
            email ->
                json(world, "/api/session", "POST")
                    .apply(new JsonObject().put("login", email).put("password", "Wrong00000"))),
        new Door(
            "forgotten password: send a code",
            email ->
                json(world, "/api/password-recovery", "POST")
                    .apply(new JsonObject().put("login", email))),
        new Door(
            "forgotten password: wrong code",
            email ->
                json(world, "/api/password-recovery", "PUT")
                    .apply(
                        new JsonObject()
                            .put("login", email)
                            .put("code", "000000")
                            .put("new", "Forgotten99"))),
        new Door(
            "application",
            email -> json(world, "/api/applications", "POST").apply(application(branch, email))));
  }

  private static Function<JsonObject, HttpRequest> json(World world, String path, String method) {
    URI address = world.url(path);
    return body ->
        HttpRequest.newBuilder(address)
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body.encode()))
            .build();
  }

  private static JsonObject application(Branch branch, String email) {
    return new JsonObject()
        .put("kind", "individual")
        .put("familyName", "仮野")
        .put("givenName", "太郎")
        .put("familyKana", "カリノ")
        .put("givenKana", "タロウ")
        .put("familyLatin", "Karino")
        .put("givenLatin", "Taro")
        .put("birthDate", "1975-03-14")
        .put("mobile", "09012345678")
        .put("email", email)
        .put("emailAgain", email)
        .put("postalCode", "1040028")
        .put("address", "東京都中央区架空町1-1")
        .put("identification", "documents")
        .put("branch", branch.code());
  }

  /** Addresses alike in form and length, in a random order. */
  private List<Name> names(People people, int each) {
    var names = new ArrayList<Name>();
    for (int i = 0; i < each; i++) {
      var known = people.customer();
      names.add(new Name(known.email(), true));
      names.add(new Name(known.email().replaceFirst("^u", "x"), false));
    }
    return names;
  }

  private record Times(List<Sample> answers, List<Sample> next) {}

  private record Sample(boolean known, double millis) {}

  /** Each question is followed by a harmless request, which would feel what goes on behind it. */
  private Times ask(Door door, List<Name> names) throws Exception {
    var shuffled = new ArrayList<>(names);
    Collections.shuffle(shuffled, random);
    var times = new Times(new ArrayList<>(), new ArrayList<>());
    for (Name name : shuffled) {
      HttpRequest question = door.question().apply(name.email());
      HttpRequest harmless =
          HttpRequest.newBuilder(question.uri().resolve("/api/session")).GET().build();
      times.answers().add(new Sample(name.known(), millis(question)));
      times.next().add(new Sample(name.known(), millis(harmless)));
    }
    return times;
  }

  private double millis(HttpRequest request) throws IOException, InterruptedException {
    long start = System.nanoTime();
    var answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    long end = System.nanoTime();
    if (answer.statusCode() >= 500 || answer.statusCode() == 429) {
      throw new IllegalStateException(request.uri() + " answers " + answer.statusCode());
    }
    return (end - start) / 1e6;
  }

  private static void row(BenchTable table, String name, List<Sample> samples) {
    double[] known = of(samples, true);
    double[] unknown = of(samples, false);
    table.row(
        name,
        quantile(known, 0.25),
        quantile(known, 0.5),
        quantile(known, 0.75),
        quantile(unknown, 0.25),
        quantile(unknown, 0.5),
        quantile(unknown, 0.75),
        quantile(known, 0.5) / quantile(unknown, 0.5),
        auc(known, unknown));
  }

  private static double[] of(List<Sample> samples, boolean known) {
    return samples.stream()
        .filter(sample -> sample.known() == known)
        .mapToDouble(Sample::millis)
        .sorted()
        .toArray();
  }

  private static double quantile(double[] sorted, double share) {
    return sorted[(int) Math.round(share * (sorted.length - 1))];
  }

  /** How probable it is that one of the first takes longer than one of the second. */
  private static double auc(double[] known, double[] unknown) {
    double wins = 0;
    for (double k : known) {
      for (double u : unknown) {
        wins += k > u ? 1 : k == u ? 0.5 : 0;
      }
    }
    return wins / known.length / unknown.length;
  }
}
