package natsuin.contracts;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import natsuin.bus.Announcement.ContractProgressed;
import natsuin.kernel.Actor;

/**
 * Records that a document went to a signer whole (CONTRACT-2).
 *
 * <p>Recorded once, with the revision that was delivered. When a co-signer's signature adds a
 * revision afterwards, the earlier reading still counts: what is read has not changed, a signature
 * was appended to it, and the digest that a signer approves is that of the file as it was uploaded.
 * The trail outlives the document and has no digest: nobody can recognize by it what was erased.
 */
final class RecordOpening {
  private final ContractTools tools;

  RecordOpening(ContractTools tools) {
    this.tools = tools;
  }

  /** After the last byte; nothing if this reader is no signer, or has opened it before. */
  void delivered(Actor reader, Contract contract, Contract.Document document) {
    if (!isDue(reader, contract, document)) {
      return;
    }
    if (reader instanceof Actor.User user
        && tools.database().tx(tx -> record(tx, user, contract, document)).await()) {
      tools.announcements().say(new ContractProgressed(contract.id(), contract.branch().id()));
    }
  }

  /** Whether this delivery would be the one that counts. */
  static boolean isDue(Actor reader, Contract contract, Contract.Document document) {
    return reader instanceof Actor.User user
        && contract.signer(user.id()).map(signer -> !signer.hasOpened(document)).orElse(false);
  }

  private Future<Boolean> record(
      SqlConnection tx, Actor.User user, Contract contract, Contract.Document document) {
    var now = tools.clock().instant();
    return ReadingStore.opened(tx, document.id(), user.id(), document.revision(), now)
        .compose(
            first ->
                first
                    ? ContractChangeStore.touch(tx, contract.id())
                        .compose(done -> audit(tx, user, contract, document))
                        .map(true)
                    : Future.succeededFuture(false));
  }

  private Future<Void> audit(
      SqlConnection tx, Actor.User user, Contract contract, Contract.Document document) {
    return tools
        .audit()
        .record(
            tx,
            user,
            "document.opened",
            "document:" + document.id(),
            contract.branch().id(),
            new JsonObject()
                .put("contract", contract.id().toString())
                .put("revision", document.revision()));
  }
}
