package natsuin.signing;

import io.vertx.core.Future;
import java.util.Objects;
import natsuin.vault.DataKey;

/** Writes down how far a job has come, under its fence, and tells whoever watches. */
final class Progress {
  private final Tools tools;
  private final Claim claim;
  private final DataKey key;

  Progress(Tools tools, Claim claim) {
    this.tools = tools;
    this.claim = claim;
    this.key =
        WorkKeyStore.find(tools.database().client(), tools.keys(), claim.subject().contract())
            .await();
  }

  /** The job. */
  Claim claim() {
    return claim;
  }

  /** A stage begins. */
  void at(SignatureRow row, Stage stage) {
    mine(SignatureStore.at(tools.database().client(), claim, row.id(), stage));
  }

  /** A stage is done; its result is kept and what comes next is said. */
  void keep(SignatureRow row, Stage next, int base, byte[] work) {
    byte[] hidden = key.seal(context(row), work);
    mine(SignatureStore.keep(tools.database().client(), claim, row.id(), next, base, hidden));
  }

  /** What was kept. */
  byte[] kept(SignatureRow row) {
    return key.open(context(row), Objects.requireNonNull(row.work()));
  }

  private static String context(SignatureRow row) {
    return "signature-work:" + row.id();
  }

  /** Tells whoever watches. */
  void tell() {
    tools.tell(claim.subject());
  }

  private void mine(Future<Boolean> written) {
    if (!written.await()) {
      throw new LostClaimException(claim);
    }
    tell();
  }
}
