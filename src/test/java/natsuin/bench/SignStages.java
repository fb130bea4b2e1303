package natsuin.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import natsuin.pdf.DocumentBytes;
import natsuin.pki.KeyAlgorithm;
import natsuin.pki.SigningIdentity;
import natsuin.signing.pades.PadesLevel;
import natsuin.signing.pades.PadesPipeline;
import natsuin.signing.pades.Workshop;

/** Where the time of one signature at B-LTA goes: CPU time of each stage, of 1 MB, with P-256. */
final class SignStages {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int WARM_UP = 3_000;
  private static final int COUNTED = 2_000;
  private final Map<String, Long> sums = new LinkedHashMap<>();

  BenchTable run() throws IOException {
    Workshop workshop = new Workshop(KeyAlgorithm.EC_P256);
    SigningIdentity signer = workshop.signer("Hanako Marunouchi");
    byte[] file = BenchPdf.ofSize(1_000_000, 20, false);
    for (int i = 0; i < WARM_UP; i++) {
      sign(workshop, signer, file);
    }
    sums.clear();
    for (int i = 0; i < COUNTED; i++) {
      sign(workshop, signer, file);
    }
    BenchTable table =
        new BenchTable("Where one signature goes (EC_P256, 1 MB, B_LTA)", "stage", "CPU ms");
    sums.forEach((stage, nanos) -> table.row(stage, nanos / 1e6 / COUNTED));
    return table.row("all", sums.values().stream().mapToLong(n -> n).sum() / 1e6 / COUNTED);
  }

  private void sign(Workshop workshop, SigningIdentity signer, byte[] file) {
    PadesPipeline pipeline = workshop.pipeline();
    DocumentBytes document = DocumentBytes.of(file);
    timed("hash the document", document::sha256);
    var order = workshop.order(signer, PadesLevel.B_LTA);
    var prepared = timed("prepare: read, lay out, hash", () -> pipeline.prepare(document, order));
    var signed =
        timed("sign: key, and check of its value", () -> pipeline.sign(prepared, signer::sign));
    var stamped =
        timed(
            "timestamp: authority, and check of its token",
            () -> pipeline.timestamp(signed, workshop::stamp));
    var embedded = timed("embed", () -> pipeline.embed(stamped));
    var data = timed("two OCSP answers", () -> workshop.revocationData(signer));
    var evidenced = timed("evidence", () -> pipeline.evidence(document, embedded, data));
    var archived =
        timed(
            "archive: lay out, hash, authority, check",
            () -> pipeline.archive(document, evidenced, workshop::stamp));
    timed(
        "copy into one array",
        () -> document.append(embedded.increment()).append(archived.increment()).toByteArray());
  }

  private <T> T timed(String stage, Supplier<T> work) {
    long start = THREADS.getCurrentThreadCpuTime();
    T result = work.get();
    sums.merge(stage, THREADS.getCurrentThreadCpuTime() - start, Long::sum);
    return result;
  }
}
