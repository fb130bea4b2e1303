package natsuin.signing;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.function.BiFunction;
import natsuin.documents.Increment;
import natsuin.kernel.Actor;

/**
 * The transactions that count. Each locks the contract first, then the job under its fence; the
 * document takes the new revision only if nobody else appended since the signature was laid out.
 */
final class Sealing {
  private static final Actor WORKER = new Actor.Service("signing");

  private final Tools tools;
  private final Claim claim;

  Sealing(Tools tools, Claim claim) {
    this.tools = tools;
    this.claim = claim;
  }

  /** Appends the finished signature; with the last one the job ends. */
  void seal(SignatureRow row, WorkingCopy copy, byte[] increment) {
    var whole = copy.bytes().append(increment);
    byte[] sha256 = tools.compute(whole::sha256);
    var addition =
        new Increment(
            row.document(),
            copy.revision(),
            increment,
            whole.length(),
            sha256,
            claim.subject().signer().isPresent() ? "signature" : "seal");
    inHand(
        (tx, open) ->
            open
                ? append(tx, row, addition)
                : Future.failedFuture(new GiveUpException("contract-changed")));
  }

  /** Gives these up; when nothing else is left to do, the job ends. */
  void abandon(List<SignatureRow> rows, String code) {
    var ids = rows.stream().map(SignatureRow::id).toList();
    inHand(
        (tx, open) ->
            SignatureStore.abandon(tx, ids)
                .compose(done -> JobStore.note(tx, claim, code))
                .compose(noted -> endIfNothingIsLeft(tx)));
  }

  /** Ends the job where everything was done and only the end is missing. */
  void end() {
    inHand((tx, open) -> endIfNothingIsLeft(tx));
  }

  private Future<Void> append(SqlConnection tx, SignatureRow row, Increment addition) {
    return tools
        .documents()
        .append(tx, addition)
        .compose(
            revision ->
                SignatureStore.sealed(tx, row.id(), revision, tools.clock().instant())
                    .compose(done -> endIfNothingIsLeft(tx))
                    .compose(done -> record(tx, row, revision)));
  }

  private Future<Void> record(SqlConnection tx, SignatureRow row, int revision) {
    return tools
        .audit()
        .record(
            tx,
            WORKER,
            "document.sealed",
            "document:" + row.document(),
            claim.subject().branch(),
            new JsonObject()
                .put("contract", claim.subject().contract().toString())
                .put("signature", row.id().toString())
                .put("revision", revision)
                .put("fence", claim.fence()));
  }

  private Future<Void> endIfNothingIsLeft(SqlConnection tx) {
    var job = claim.subject().job();
    return SignatureStore.count(tx, job, "prepared")
        .compose(
            left ->
                left > 0
                    ? Future.succeededFuture()
                    : SignatureStore.count(tx, job, "abandoned").compose(gone -> end(tx, gone)));
  }

  private Future<Void> end(SqlConnection tx, int abandoned) {
    boolean complete = abandoned == 0;
    return JobStore.finish(tx, claim, complete, tools.clock().instant())
        .compose(
            note ->
                complete
                    ? tools.desk().finished(tx, claim.subject())
                    : tools.desk().abandoned(tx, claim.subject(), note));
  }

  private void inHand(BiFunction<SqlConnection, Boolean, Future<Void>> work) {
    tools.database().tx(tx -> inHand(tx, work)).await();
  }

  private Future<Void> inHand(
      SqlConnection tx, BiFunction<SqlConnection, Boolean, Future<Void>> work) {
    return tools
        .desk()
        .hold(tx, claim.subject())
        .compose(
            open ->
                JobStore.hold(tx, claim)
                    .compose(
                        mine ->
                            mine
                                ? work.apply(tx, open)
                                : Future.failedFuture(new LostClaimException(claim))));
  }
}
