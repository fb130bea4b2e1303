package natsuin.bench;

import eu.europa.esig.dss.spi.DSSSecurityProvider;
import java.io.IOException;
import java.io.PrintStream;
import java.security.MessageDigest;
import java.util.List;
import natsuin.pdf.DocumentBytes;
import natsuin.pki.CryptoProviders;
import natsuin.pki.DigestAlgorithm;
import natsuin.pki.KeyAlgorithm;
import natsuin.pki.SigningIdentity;
import natsuin.signing.pades.DssSigner;
import natsuin.signing.pades.PadesLevel;
import natsuin.signing.pades.Workshop;

/**
 * Signing, beside EU DSS doing the same with the same keys, stamps and revocation data on the same
 * crypto provider, and beside the bare floor: the key operations that the level needs, one hash and
 * one copy of the document.
 */
final class SignBenchmark implements Benchmark {
  private static final int ROUNDS = Integer.getInteger("bench.rounds", 6);
  private static final int SLOT = Integer.getInteger("bench.slot", 400);

  private static final long WARM_UP = Long.getLong("bench.warmup", 10) * 1_000_000_000L;

  private record Size(String name, int bytes, int pages) {}

  private static final List<Size> SIZES =
      List.of(
          new Size("50 KB", 50_000, 2),
          new Size("1 MB", 1_000_000, 20),
          new Size("20 MB", 20_000_000, 100));

  @Override
  public List<BenchTable> run(PrintStream progress) throws Exception {
    String provider = CryptoProviders.install().description();
    useSameProvider();
    BenchTable table =
        new BenchTable(
            "Signing on one thread, " + provider,
            "key",
            "size",
            "level",
            "docs/s",
            "CPU ms",
            "DSS docs/s",
            "DSS CPU ms",
            "times DSS",
            "floor CPU ms",
            "floor/ours");
    progress.println("Warming up for a minute");
    for (KeyAlgorithm algorithm : KeyAlgorithm.values()) {
      bench(new Workshop(algorithm), BenchPdf.ofSize(50_000, 2, false), PadesLevel.B_LTA)
          .warmUp(WARM_UP);
    }
    for (KeyAlgorithm algorithm : KeyAlgorithm.values()) {
      Workshop workshop = new Workshop(algorithm);
      for (Size size : SIZES) {
        boolean everywhere = algorithm == KeyAlgorithm.EC_P256;
        for (PadesLevel level : PadesLevel.values()) {
          if (everywhere || size.name().equals("1 MB")) {
            measure(workshop, algorithm, size, level, table, progress);
          }
        }
      }
    }
    progress.println("Taking one signature apart");
    return List.of(table, new SignStages().run());
  }

  /**
   * DSS asks Bouncy Castle unless told otherwise, which would not be a comparison of like with
   * like.
   */
  private static void useSameProvider() {
    var fastest = java.security.Security.getProviders()[0];
    var before = DSSSecurityProvider.getSecurityProvider();
    DSSSecurityProvider.setSecurityProvider(fastest);
    DSSSecurityProvider.setAlternativeSecurityProviders(before);
  }

  private static void measure(
      Workshop workshop,
      KeyAlgorithm algorithm,
      Size size,
      PadesLevel level,
      BenchTable table,
      PrintStream progress)
      throws Exception {
    byte[] file = BenchPdf.ofSize(size.bytes(), size.pages(), false);
    List<Bench.Result> results = bench(workshop, file, level).run();
    Bench.Result ours = results.get(0);
    Bench.Result theirs = results.get(1);
    Bench.Result floor = results.get(2);
    progress.printf(
        "%s %s %s: %.3f ms, DSS %.3f ms, floor %.3f ms%n",
        algorithm, size.name(), level, ours.cpuMillis(), theirs.cpuMillis(), floor.cpuMillis());
    table.row(
        algorithm,
        size.name(),
        level,
        ours.perSecond(),
        ours.cpuMillis(),
        theirs.perSecond(),
        theirs.cpuMillis(),
        theirs.cpuMillis() / ours.cpuMillis(),
        floor.cpuMillis(),
        floor.cpuMillis() / ours.cpuMillis());
  }

  private static Bench bench(Workshop workshop, byte[] file, PadesLevel level) {
    SigningIdentity signer = workshop.signer("Hanako Marunouchi");
    DssSigner dss = new DssSigner(workshop, signer);
    return new Bench(SLOT, ROUNDS)
        .add("ours", () -> ours(workshop, signer, file, level))
        .add("dss", () -> dss.sign(file, level))
        .add("floor", () -> floor(workshop, signer, file, level));
  }

  private static byte[] ours(
      Workshop workshop, SigningIdentity signer, byte[] file, PadesLevel level) {
    return workshop
        .sign(DocumentBytes.of(file), signer, workshop.order(signer, level))
        .toByteArray();
  }

  /**
   * Signer, timestamp, two answers about certificates, document timestamp; whole document hashed
   * and copied once.
   */
  private static byte[] floor(
      Workshop workshop, SigningIdentity signer, byte[] file, PadesLevel level) throws IOException {
    MessageDigest digest = DigestAlgorithm.SHA256.digest();
    byte[] message = digest.digest(file);
    byte[] copy = file.clone();
    signer.sign(message);
    int stampsAndAnswers =
        switch (level) {
          case B_B -> 0;
          case B_T -> 1;
          case B_LT -> 3;
          case B_LTA -> 4;
        };
    for (int i = 0; i < stampsAndAnswers; i++) {
      workshop.tsa().sign(message);
    }
    return copy;
  }
}
