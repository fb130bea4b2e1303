package natsuin.enrolment;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import natsuin.users.Branch;
import natsuin.users.OrganizationKind;
import org.jspecify.annotations.Nullable;

/**
 * An application for MyPage.
 *
 * @param number none before the code is entered
 * @param personal every field; none once it was erased
 * @param codeUntil how long the code last sent is good
 * @param version rises with every change
 * @param decision none while nobody decided
 */
record Application(
    UUID id,
    @Nullable String number,
    Branch branch,
    OrganizationKind kind,
    ApplicationState state,
    Locale language,
    @Nullable Personal personal,
    Instant codeUntil,
    int version,
    @Nullable Instant submittedAt,
    @Nullable Decision decision) {

  /**
   * What the branch decided.
   *
   * @param reason of a refusal; none once it was erased
   */
  record Decision(Instant at, String by, @Nullable String reason) {}

  @Override
  public String toString() {
    return "Application[" + id + ", " + state + "]";
  }
}
