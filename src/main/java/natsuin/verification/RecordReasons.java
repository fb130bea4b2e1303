package natsuin.verification;

import java.util.List;
import java.util.Map;
import natsuin.verification.VerificationReport.Signature;
import org.jspecify.annotations.Nullable;

/** What the comparison with the service's own record means for the verdict. */
final class RecordReasons {
  private RecordReasons() {}

  static List<Reason> of(
      RecordComparison comparison, @Nullable ServiceRecord record, List<Signature> signatures) {
    return switch (comparison.state()) {
      case NOT_COMPARED -> List.of();
      case MATCHES -> signers(record, signatures);
      // Genuine, but not what the service has: somebody may show it to hide what came later.
      case OLDER -> List.of(Reason.indeterminate("record-older", facts(comparison)));
      case DIFFERS -> List.of(Reason.invalid("record-differs", facts(comparison)));
      case UNKNOWN -> List.of(Reason.invalid("record-unknown"));
    };
  }

  private static List<Reason> signers(@Nullable ServiceRecord record, List<Signature> signatures) {
    List<String> found =
        signatures.stream()
            .map(each -> each.chain().isEmpty() ? "" : each.chain().getFirst().serial())
            .toList();
    return record == null || record.serials().equals(found)
        ? List.of()
        : List.of(Reason.invalid("record-signers-differ"));
  }

  private static Map<String, String> facts(RecordComparison comparison) {
    return Map.of(
        "revision", "" + comparison.agreeing(),
        "next", "" + (comparison.agreeing() + 1),
        "recorded", "" + comparison.recorded());
  }
}
