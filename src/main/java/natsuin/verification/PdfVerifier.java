package natsuin.verification;

import eu.europa.esig.dss.validation.reports.Reports;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Objects;
import natsuin.kernel.Failure;
import natsuin.pdf.SignedPdf;
import natsuin.pdf.SignedPdf.OutOfTime;
import natsuin.pdf.Unfolding;

/**
 * Verifies a signed PDF from its own bytes and the trust anchors alone: nothing is fetched, so a
 * VALID verdict also shows that the file carries all its evidence. Thread-safe and blocking; one
 * call takes one CPU for some hundred milliseconds and belongs on a bounded pool.
 */
public final class PdfVerifier {

  /**
   * What one verification may cost.
   *
   * @param maxBytes larger files are not examined
   * @param maxSignatures files with more signatures and timestamps are not examined
   * @param maxRenderedPages documents of more pages are not also compared as pictures
   * @param time checked between steps; one step of a hostile file may still take longer
   */
  public record Limits(long maxBytes, int maxSignatures, int maxRenderedPages, Duration time) {
    /** For the service's own documents: 100 MB, 100 signatures, 10 pages drawn, one minute. */
    public static final Limits OWN_DOCUMENTS =
        new Limits(100L << 20, 100, 10, Duration.ofMinutes(1));

    /** For files from strangers: 20 MB, 30 signatures, nothing drawn, 15 seconds. */
    public static final Limits STRANGERS = new Limits(20L << 20, 30, 0, Duration.ofSeconds(15));
  }

  /** How many times the largest file may come out of all its streams together. */
  private static final int UNFOLDED = 10;

  private final DssEngine engine;
  private final InstantSource clock;
  private final Limits limits;

  /**
   * A verifier that trusts these roots and nobody else.
   *
   * @param anchors the roots of signers, timestamp and OCSP authorities
   */
  public PdfVerifier(Collection<X509Certificate> anchors, InstantSource clock, Limits limits) {
    this.engine = new DssEngine(anchors, limits.maxRenderedPages());
    this.clock = clock;
    this.limits = limits;
  }

  /** Verifies a file; never throws for anything that a file may contain. */
  public Verification verify(byte[] file, Expectation expected) {
    return verify(file, expected, Progress.UNHEARD);
  }

  /** As above, and tells how far it is. */
  public Verification verify(byte[] file, Expectation expected, Progress progress) {
    progress.reached(Progress.Step.READING, 0, 0);
    if (file.length > limits.maxBytes()) {
      return notExamined(new Failure.TooLarge("verification-too-large", limits.maxBytes()));
    }
    Deadline deadline = new Deadline(limits.time());
    Unfolding unfolding = Unfolding.of(file, UNFOLDED * limits.maxBytes(), deadline);
    try {
      Verification verification =
          unfolding.watch(() -> read(file, expected, progress, deadline, unfolding));
      return unfolding.isOver() ? notExamined(SignedPdf.Cause.TOO_COMPLEX) : verification;
    } catch (OutOfTime e) {
      return refused("verification-out-of-time");
    } catch (Unfolding.TooMuch e) {
      return notExamined(SignedPdf.Cause.TOO_COMPLEX);
    } catch (OutOfMemoryError e) { // what was taken is free again
      return notExamined(SignedPdf.Cause.DAMAGED);
    }
  }

  private Verification read(
      byte[] file,
      Expectation expected,
      Progress progress,
      Deadline deadline,
      Unfolding unfolding) {
    return switch (SignedPdf.read(file, deadline)) {
      case SignedPdf.Unreadable unreadable -> notExamined(unreadable.cause());
      case SignedPdf.Read read -> examine(file, read, expected, progress, deadline, unfolding);
    };
  }

  private Verification examine(
      byte[] file,
      SignedPdf.Read read,
      Expectation expected,
      Progress progress,
      Deadline deadline,
      Unfolding unfolding) {
    if (read.entries().size() > limits.maxSignatures()) {
      return refused("verification-too-many-signatures");
    }
    Instant now = clock.instant();
    Revisions revisions = Revisions.of(file, read.entries(), deadline, progress);
    progress.reached(Progress.Step.VALIDATING, 0, 0);
    DssFindings findings;
    try {
      findings = new DssFindings(engine.validate(file, now, deadline, unfolding::opened));
    } catch (OutOfTime | Unfolding.TooMuch e) {
      throw e;
    } catch (RuntimeException | StackOverflowError e) {
      deadline.run();
      return refused("verification-damaged");
    }
    deadline.run(); // DSS swallows what is thrown out of its comparison of revisions
    Reports reports = findings.reports();
    Judgement judgement = new Judgement(file, read, expected, now, revisions, findings);
    VerificationReport report = judgement.report();
    return new Verification.Examined(
        report, () -> EtsiReport.of(reports, report, judgement.byLibraryId()));
  }

  /**
   * Verifies a small signed document of ours, so that the first real one need not wait for classes,
   * policy and providers: some two seconds of CPU on a cold start.
   */
  Verification warmUp() {
    try (InputStream in = PdfVerifier.class.getResourceAsStream("/verification/warm-up.pdf")) {
      byte[] file = Objects.requireNonNull(in).readAllBytes();
      return verify(file, new Expectation(Level.LTA, null));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Verification notExamined(SignedPdf.Cause cause) {
    return refused(
        switch (cause) {
          case EMPTY -> "verification-empty";
          case NOT_A_PDF -> "verification-not-a-pdf";
          case ENCRYPTED -> "verification-encrypted";
          case DAMAGED -> "verification-damaged";
          case TOO_COMPLEX -> "verification-too-complex";
        });
  }

  private static Verification refused(String code) {
    return notExamined(new Failure.Refused(code));
  }

  private static Verification notExamined(Failure failure) {
    return new Verification.NotExamined(failure);
  }
}
