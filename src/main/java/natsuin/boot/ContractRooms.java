package natsuin.boot;

import natsuin.contracts.ContractTools;
import natsuin.contracts.Contracts;
import natsuin.documents.ContentKeyStore;
import natsuin.documents.DocumentStore;
import natsuin.signing.SigningJobs;
import natsuin.vault.EnvelopeKeys;

/** Assembles the story of contracts. */
final class ContractRooms {
  private ContractRooms() {}

  static Contracts contracts(Node node, Duties duties, SigningJobs signing) {
    var keys = new ContentKeyStore(new EnvelopeKeys(node.keys().master()), node.clock());
    return new Contracts(
        node.vertx(),
        new ContractTools(
            node.database(),
            new DocumentStore(keys, node.clock()),
            keys,
            duties.audit(),
            duties.letters(),
            duties.announcements(),
            signing,
            node.configuration().contracts(),
            node.configuration().keeping().rule(),
            node.clock()));
  }
}
