package natsuin.verification;

import java.util.function.Supplier;
import natsuin.kernel.Failure;

/** What a verification came to. */
public sealed interface Verification {

  /**
   * The file was examined.
   *
   * @param etsiXml the ETSI TS 119 102-2 validation report, written when asked for
   */
  record Examined(VerificationReport report, Supplier<String> etsiXml) implements Verification {}

  /** There is nothing to report on: no PDF, too large, encrypted, damaged, or out of time. */
  record NotExamined(Failure failure) implements Verification {}
}
