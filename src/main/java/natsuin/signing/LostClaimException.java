package natsuin.signing;

/** The job is in other hands by now: whatever this worker still does counts for nothing. */
final class LostClaimException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LostClaimException(Claim claim) {
    super("job " + claim.subject().job() + " was taken from fence " + claim.fence());
  }
}
