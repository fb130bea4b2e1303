package natsuin.boot;

import java.util.List;
import natsuin.documents.ContentKeyStore;
import natsuin.documents.DocumentStore;
import natsuin.evidence.Evidence;
import natsuin.evidence.EvidenceTools;
import natsuin.signing.SealFile;
import natsuin.vault.EnvelopeKeys;
import natsuin.verification.Level;
import natsuin.verification.PdfVerifier;
import natsuin.verification.VerifyDocument;

/** Assembles the story of evidence. */
final class EvidenceRooms {
  private EvidenceRooms() {}

  static Evidence evidence(Node node, Duties duties, SealFile seal) {
    var keys = new ContentKeyStore(new EnvelopeKeys(node.keys().master()), node.clock());
    return new Evidence(
        node.vertx(),
        new EvidenceTools(
            node.database(),
            new DocumentStore(keys, node.clock()),
            duties.audit(),
            duties.throttle(),
            verify(node),
            verifier(node, PdfVerifier.Limits.STRANGERS),
            seal,
            node.keys().pki().root().certificate(),
            node.configuration().bank().name(),
            node.clock()));
  }

  private static VerifyDocument verify(Node node) {
    return new VerifyDocument(
        verifier(node, PdfVerifier.Limits.OWN_DOCUMENTS),
        switch (node.configuration().signing().level()) {
          case B_B -> Level.B;
          case B_T -> Level.T;
          case B_LT -> Level.LT;
          case B_LTA -> Level.LTA;
        });
  }

  private static PdfVerifier verifier(Node node, PdfVerifier.Limits limits) {
    return new PdfVerifier(List.of(node.keys().pki().root().certificate()), node.clock(), limits);
  }
}
