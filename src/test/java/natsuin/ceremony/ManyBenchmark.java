package natsuin.ceremony;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import natsuin.bench.BenchPdf;
import natsuin.bench.BenchTable;
import natsuin.bench.Benchmark;
import natsuin.pdf.DocumentBytes;
import natsuin.signing.pades.Strangers;
import natsuin.testkit.World;

/**
 * One large contract: six signers one after the other and the bank, twelve documents of 2 MB. Where
 * the time of each act goes, how much memory it needs, how much each signature adds; DSS looks at
 * every document.
 */
public final class ManyBenchmark implements Benchmark {
  private static final int DOCUMENTS = 12;
  private static final int SIGNERS = 6;
  private static final double MILLION = 1e6;

  private final BenchTable acts =
      new BenchTable(
          "12 documents of 2 MB, signed at B-LTA; all of the node, its servers apart",
          "act",
          "ms",
          "CPU ms",
          "heap at most, MB");
  private final BenchTable sizes =
      new BenchTable("Bytes that each signature adds to a document", "signature", "bytes");

  private PrintStream progress = System.out;

  @Override
  public List<BenchTable> run(PrintStream out) throws Exception {
    progress = out;
    var world = new World().with("policies.guide.mypage.code.sends", "1000");
    world.beforeAll(null);
    try {
      run(world, new Hall(world));
    } finally {
      world.afterAll(null);
    }
    return List.of(acts, sizes);
  }

  private void run(World world, Hall hall) throws IOException {
    byte[] pdf = BenchPdf.ofSize(2_000_000, 10, true);
    var signers = Stream.generate(hall::signer).limit(SIGNERS).toList();
    var warm = hall.contract(List.of(new Hall.Paper("契約書", pdf)), parties(signers));
    signers.forEach(signer -> hall.signs(signer, warm));

    var papers =
        IntStream.range(0, DOCUMENTS).mapToObj(i -> new Hall.Paper("契約書" + i, pdf)).toList();
    var contract = new String[1];
    measure("upload and send", () -> contract[0] = hall.contract(papers, parties(signers)));
    for (int i = 0; i < SIGNERS; i++) {
      var signer = signers.get(i);
      measure("signer " + (i + 1) + " opens and ticks", () -> hall.reads(signer, contract[0]));
      var asked = hall.authorizes(signer, contract[0]);
      measure("signer " + (i + 1) + " signs", () -> sign(hall, signer, asked));
    }
    measure("the bank's seal", () -> hall.concludes(contract[0]));
    var files = hall.files(contract[0]);
    sizes(files.getFirst());
    var root = world.node().keys().pki().root().certificate();
    measure(
        "DSS, every document",
        () -> files.forEach(file -> Strangers.assertDssPasses(file, root, "PAdES-BASELINE-LTA")));
  }

  private static List<Hall.Party> parties(List<Hall.Signer> signers) {
    return IntStream.range(0, signers.size())
        .mapToObj(
            i ->
                new Hall.Party(
                    signers.get(i), i == 0 ? "borrower" : "guarantor", "organization", i + 1))
        .toList();
  }

  private static void sign(Hall hall, Hall.Signer signer, Hall.Asked asked) {
    assertThat(hall.sign(signer.browser(), asked).status()).isEqualTo(202);
    hall.awaitSigned(signer, asked.contract());
  }

  private void sizes(DocumentBytes file) {
    var parts = file.parts();
    for (int i = 1; i < parts.size(); i++) {
      sizes.row(i, parts.get(i).length);
    }
  }

  /** The heap's peak is counted from a full collection on, of all pools together. */
  private void measure(String act, Runnable work) {
    System.gc();
    heap().forEach(MemoryPoolMXBean::resetPeakUsage);
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long cpu = system.getProcessCpuTime();
    long start = System.nanoTime();
    work.run();
    double took = (System.nanoTime() - start) / MILLION;
    double used = (system.getProcessCpuTime() - cpu) / MILLION;
    double peak = heap().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum() / MILLION;
    acts.row(act, took, used, peak);
    progress.printf("%s: %.0f ms, CPU %.0f ms, heap %.0f MB%n", act, took, used, peak);
  }

  private static Stream<MemoryPoolMXBean> heap() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP);
  }
}
