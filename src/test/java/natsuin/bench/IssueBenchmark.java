package natsuin.bench;

import java.io.PrintStream;
import java.security.KeyPair;
import java.util.List;
import java.util.UUID;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import natsuin.certificates.ClientValidity;
import natsuin.certificates.IssueClientCertificate;
import natsuin.certificates.IssueClientCertificate.Holder;
import natsuin.pki.ClientKeyAlgorithm;
import natsuin.pki.ClientKeyFile.Protection;
import natsuin.pki.CryptoProviders;
import natsuin.pki.SigningIdentity;
import natsuin.testkit.World;

/**
 * Issuing client certificates (EMP-6): key, record in PostgreSQL before and after, the authority's
 * signature and its check, and the file. Beside the bare cost of what has to be: generating the key
 * and signing once, and the three derivations by which the file resists guessing.
 */
final class IssueBenchmark implements Benchmark {
  private static final int ROUNDS = Integer.getInteger("bench.rounds", 4);
  private static final int SLOT = Integer.getInteger("bench.slot", 1500);
  private static final int ITERATIONS = 150_000;
  private static final int DERIVATIONS = 3;
  private static final char[] PASSWORD = "Koma#2026a".toCharArray();

  @Override
  public List<BenchTable> run(PrintStream progress) throws Exception {
    var world = new World();
    world.beforeAll(null);
    try {
      return List.of(measure(world, progress));
    } finally {
      world.afterAll(null);
    }
  }

  private static BenchTable measure(World world, PrintStream progress) throws Exception {
    var table =
        new BenchTable(
            "Issuing client certificates on one thread, " + CryptoProviders.install().description(),
            "key",
            "handed over as",
            "issues/s",
            "CPU ms",
            "bare/s",
            "bare CPU ms",
            "bare/ours CPU",
            "with derivations/s",
            "with derivations CPU ms",
            "that/ours CPU");
    for (ClientKeyAlgorithm algorithm : ClientKeyAlgorithm.values()) {
      for (Way way : Way.values()) {
        progress.println(algorithm + ", " + way);
        row(table, algorithm, way, bench(world, algorithm, way).run());
      }
    }
    return table;
  }

  /** How the certificate reaches its owner. */
  private enum Way {
    FILE,
    LEGACY_FILE,
    /** For a key that the browser made: no key and no file here. */
    REQUEST
  }

  private static Bench bench(World world, ClientKeyAlgorithm algorithm, Way way) {
    var node = world.node();
    var authority = node.keys().pki().issuing();
    var issue =
        new IssueClientCertificate(
            node.database(), authority, new ClientValidity(366, 30), "JP", node.clock());
    var holder = new Holder(new UUID(0, 1), "komakusa01", "Komakusa Confectionery", "1000000025");
    KeyPair elsewhere = algorithm.generate();
    return new Bench(SLOT, ROUNDS)
        .add("ours", () -> ours(issue, holder, algorithm, way, elsewhere))
        .add("bare", () -> bare(authority.identity(), algorithm, way))
        .add(
            "derived",
            () -> {
              byte[] signature = bare(authority.identity(), algorithm, way);
              return way == Way.FILE ? derive() : signature;
            });
  }

  private static Object ours(
      IssueClientCertificate issue,
      Holder holder,
      ClientKeyAlgorithm algorithm,
      Way way,
      KeyPair elsewhere) {
    KeyPair pair = way == Way.REQUEST ? elsewhere : algorithm.generate();
    var certificate = issue.certify(holder, pair.getPublic(), serial -> {});
    return switch (way) {
      case FILE -> issue.pack(pair.getPrivate(), certificate, holder, PASSWORD, Protection.MODERN);
      case LEGACY_FILE ->
          issue.pack(pair.getPrivate(), certificate, holder, PASSWORD, Protection.LEGACY);
      case REQUEST -> issue.chain(certificate);
    };
  }

  /** A key, where it is made here, and one signature of the authority. */
  private static byte[] bare(SigningIdentity authority, ClientKeyAlgorithm algorithm, Way way) {
    byte[] content =
        way == Way.REQUEST ? new byte[1000] : algorithm.generate().getPublic().getEncoded();
    return authority.algorithm().sign(authority.key(), content);
  }

  private static byte[] derive() throws Exception {
    byte[] key = {};
    for (int i = 0; i < DERIVATIONS; i++) {
      var parameters = new PBEKeySpec(PASSWORD, new byte[16], ITERATIONS, 256);
      key =
          SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
              .generateSecret(parameters)
              .getEncoded();
    }
    return key;
  }

  private static void row(
      BenchTable table, ClientKeyAlgorithm algorithm, Way way, List<Bench.Result> results) {
    Bench.Result ours = results.get(0);
    Bench.Result bare = results.get(1);
    Bench.Result derived = results.get(2);
    boolean file = way == Way.FILE;
    table.row(
        algorithm,
        switch (way) {
          case FILE -> "PKCS#12";
          case LEGACY_FILE -> "PKCS#12, legacy";
          case REQUEST -> "certificate alone";
        },
        ours.perSecond(),
        ours.cpuMillis(),
        bare.perSecond(),
        bare.cpuMillis(),
        bare.cpuMillis() / ours.cpuMillis(),
        file ? derived.perSecond() : "–",
        file ? derived.cpuMillis() : "–",
        file ? derived.cpuMillis() / ours.cpuMillis() : "–");
  }
}
