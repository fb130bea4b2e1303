package natsuin.boot;

import java.util.List;
import natsuin.contracts.ContractTools;
import natsuin.contracts.Contracts;
import natsuin.documents.ContentKeyStore;
import natsuin.documents.DocumentStore;
import natsuin.signing.SigningJobs;
import natsuin.vault.EnvelopeKeys;
import natsuin.verification.Level;
import natsuin.verification.PdfVerifier;
import natsuin.verification.VerifyDocument;

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
            verify(node),
            node.configuration().contracts(),
            node.clock()));
  }

  private static VerifyDocument verify(Node node) {
    var verifier =
        new PdfVerifier(
            List.of(node.keys().pki().root().certificate()),
            node.clock(),
            PdfVerifier.Limits.OWN_DOCUMENTS);
    return new VerifyDocument(
        verifier,
        switch (node.configuration().signing().level()) {
          case B_B -> Level.B;
          case B_T -> Level.T;
          case B_LT -> Level.LT;
          case B_LTA -> Level.LTA;
        });
  }
}
