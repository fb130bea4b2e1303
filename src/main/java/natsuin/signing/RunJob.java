package natsuin.signing;

import java.time.Duration;
import java.util.List;
import natsuin.kernel.BackOff;
import natsuin.kernel.FailureException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One job from its claim to its end, or to the next try. What a stage has made is kept, so that
 * another try, here or on another node, goes on from there. On a virtual thread.
 */
final class RunJob {
  private static final Logger LOG = LoggerFactory.getLogger(RunJob.class);

  private final Tools tools;
  private final Claim claim;
  private final WorkingCopies copies;
  private final Sealing sealing;

  RunJob(Tools tools, Claim claim) {
    this.tools = tools;
    this.claim = claim;
    this.copies = new WorkingCopies(tools);
    this.sealing = new Sealing(tools, claim);
  }

  /** Never fails: what goes wrong stands in the job's row, or in the lease that nobody renews. */
  void run() {
    try {
      work(new Progress(tools, claim));
    } catch (LostClaimException e) {
      LOG.info("{}", e.getMessage());
    } catch (FailureException e) {
      putBack(e.failure().code(), e);
    } catch (Exception e) {
      putBack("internal-error", e);
    }
  }

  private void work(Progress progress) {
    List<SignatureRow> rows = open();
    if (rows.isEmpty()) {
      sealing.end();
    }
    List<SignatureRow> withoutKey = rows.stream().filter(r -> !r.stage().keyHasActed()).toList();
    if (!withoutKey.isEmpty()) {
      letKeyAct(progress, withoutKey);
    }
    for (SignatureRow row : open()) {
      finish(progress, row);
    }
    progress.tell();
  }

  private void letKeyAct(Progress progress, List<SignatureRow> rows) {
    try {
      new KeyPhase(tools, copies).run(progress, rows);
    } catch (GiveUpException e) {
      LOG.info("Job {}: {}", claim.subject().job(), e.code());
      var left = open().stream().filter(r -> !r.stage().keyHasActed()).toList();
      sealing.abandon(left, e.code());
    }
  }

  private void finish(Progress progress, SignatureRow row) {
    try {
      byte[] increment = new EvidencePhase(tools, copies).run(progress, row);
      sealing.seal(row, copies.at(row.document(), row.base().orElseThrow()), increment);
      progress.tell();
    } catch (GiveUpException e) {
      sealing.abandon(open(), e.code());
    }
  }

  private List<SignatureRow> open() {
    return SignatureStore.ofJob(tools.database().client(), claim.subject().job()).await().stream()
        .filter(SignatureRow::open)
        .toList();
  }

  private void putBack(String code, Exception cause) {
    Duration pause = pause();
    LOG.warn("Job {} waits {} ms: {}", claim.subject().job(), pause.toMillis(), code, cause);
    try {
      boolean keepsTurn = open().stream().anyMatch(row -> row.stage().keyHasActed());
      JobStore.putBack(tools.database().client(), claim, code, pause, keepsTurn).await();
      tools.tell(claim.subject());
    } catch (Exception e) {
      LOG.warn("Job {} is left to its lease", claim.subject().job(), e);
    }
  }

  private Duration pause() {
    var configuration = tools.configuration();
    return new BackOff(configuration.retryFirst(), configuration.retryLongest())
        .after(claim.attempts() + 1);
  }
}
