package natsuin.users;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a user beside the name (APP-2); empty text where nothing was said.
 *
 * @param familyKana family name in full-width katakana
 * @param givenKana given name in full-width katakana
 * @param mobile digits only
 * @param personalSignature also used for personal signatures such as a representative's guarantee
 */
public record Details(
    String familyKana,
    String givenKana,
    @Nullable LocalDate birthDate,
    String mobile,
    String department,
    boolean personalSignature) {
  /** Nothing known. */
  public static final Details NONE = new Details("", "", null, "", "", false);
}
