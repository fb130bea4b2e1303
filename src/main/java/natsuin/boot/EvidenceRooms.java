package natsuin.boot;

import java.util.List;
import natsuin.documents.ContentKeyStore;
import natsuin.documents.DocumentStore;
import natsuin.evidence.Evidence;
import natsuin.evidence.EvidenceTools;
import natsuin.vault.EnvelopeKeys;
import natsuin.verification.Level;
import natsuin.verification.PdfVerifier;
import natsuin.verification.VerifyDocument;

/** Assembles the story of evidence. */
final class EvidenceRooms {
  private EvidenceRooms() {}

  static Evidence evidence(Node node, Duties duties) {
    var keys = new ContentKeyStore(new EnvelopeKeys(node.keys().master()), node.clock());
    return new Evidence(
        node.vertx(),
        new EvidenceTools(
            node.database(),
            new DocumentStore(keys, node.clock()),
            duties.audit(),
            duties.throttle(),
            verify(node),
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
