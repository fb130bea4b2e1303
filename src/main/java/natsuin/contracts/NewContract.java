package natsuin.contracts;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A contract as staff want it.
 *
 * @param amount whole yen; none for framework agreements
 * @param signBy the last day on which signing may begin; none: no deadline
 * @param requestKey made by the client: the same key twice creates one contract
 */
record NewContract(
    String summary,
    @Nullable Long amount,
    LocalDate appliedOn,
    LocalDate plannedOn,
    @Nullable LocalDate signBy,
    boolean markVisible,
    List<File> documents,
    List<Signer> signers,
    @Nullable String requestKey) {

  record File(UUID upload, boolean explanation, String title) {
    String kind() {
      return explanation ? "explanation" : "contract";
    }
  }

  /**
   * @param turn lower signs first; equal in parallel
   */
  record Signer(UUID user, Standing standing, Capacity capacity, int turn) {}

  /** Whose turn is first. */
  int firstTurn() {
    return signers.stream().mapToInt(Signer::turn).min().orElse(1);
  }
}
