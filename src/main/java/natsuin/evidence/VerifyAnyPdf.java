package natsuin.evidence;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import natsuin.bus.ComputePool;
import natsuin.verification.Expectation;
import natsuin.verification.Level;
import natsuin.verification.PdfVerifier;
import natsuin.verification.Progress;
import natsuin.verification.Verification;
import natsuin.verification.VerificationReport;

/**
 * Verifies whatever PDF somebody drops on the public page (SIG-4): in memory alone, on threads of
 * its own, so that strangers keep nobody else waiting. Nothing of the file is kept or logged.
 */
final class VerifyAnyPdf {
  /** Any level will do: what a signature lacks for a higher one stands in its own line. */
  private static final Expectation WHATEVER = new Expectation(Level.B, null);

  private final PdfVerifier verifier;
  private final ComputePool pool;

  VerifyAnyPdf(PdfVerifier verifier, ComputePool pool) {
    this.verifier = verifier;
    this.pool = pool;
  }

  /**
   * The report; fails as what the verification says where there is nothing to report on, or as
   * Busy.
   *
   * @param progress called on another thread
   */
  VerificationReport verify(byte[] file, Progress progress) {
    return switch (pool.run(() -> verifier.verify(file, WHATEVER, progress)).await()) {
      case Verification.Examined examined -> examined.report();
      case Verification.NotExamined nothing -> throw nothing.failure().exception();
    };
  }

  /** Who sends, as far as places go: one address may not take them all. */
  static UUID sender(String client) {
    return UUID.nameUUIDFromBytes(client.getBytes(StandardCharsets.UTF_8));
  }
}
