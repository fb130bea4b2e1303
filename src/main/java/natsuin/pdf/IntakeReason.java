package natsuin.pdf;

import java.util.Map;

/**
 * Why a file is refused: the rule, and what was found where.
 *
 * @param rule the rule that was broken; {@link IntakeRule#code()} names its message {@code
 *     pdf.refused.<code>}
 * @param facts values for the message's placeholders, such as {@code page}, {@code object}, {@code
 *     found}, {@code limit}; text for people without language, already shortened
 */
public record IntakeReason(IntakeRule rule, Map<String, String> facts) {

  /** Copies the map. */
  public IntakeReason {
    facts = Map.copyOf(facts);
  }
}
