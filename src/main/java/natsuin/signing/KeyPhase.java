package natsuin.signing;

import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import natsuin.pdf.PdfException;
import natsuin.pdf.SignatureMark;
import natsuin.signing.pades.SignatureOrder;

/**
 * The part that needs the signer's key: lays out the signature on every document of the job and
 * lets the key act, before anything else is waited for, so that the key is open for moments.
 */
final class KeyPhase {
  private final Tools tools;
  private final WorkingCopies copies;

  KeyPhase(Tools tools, WorkingCopies copies) {
    this.tools = tools;
    this.copies = copies;
  }

  /** Lets the key act on each of these. Throws {@link GiveUpException} when it may not any more. */
  void run(Progress progress, List<SignatureRow> rows) {
    Permission permission = tools.desk().permission(progress.claim().subject()).await();
    SigningHand hand = tools.hands().open(progress.claim(), permission);
    for (SignatureRow row : rows) {
      sign(progress, row, hand);
    }
    JobStore.wipeKey(tools.database().client(), progress.claim()).await();
  }

  private void sign(Progress progress, SignatureRow row, SigningHand hand) {
    progress.at(row, Stage.PREPARING);
    var copy = copies.newest(row.document());
    if (!MessageDigest.isEqual(copy.uploaded().sha256(), row.approved())) {
      throw new GiveUpException("contract-changed");
    }
    try {
      var prepared = tools.compute(() -> tools.pipeline().prepare(copy.bytes(), order(hand)));
      progress.at(row, Stage.SIGNING);
      var signed = tools.compute(() -> tools.pipeline().sign(prepared, hand.pen()));
      progress.keep(row, Stage.TIMESTAMPING, copy.revision(), signed.encode());
    } catch (PdfException e) {
      throw new GiveUpException("document-cannot-be-signed", e);
    }
  }

  private SignatureOrder order(SigningHand hand) {
    var now = tools.clock().instant();
    Optional<SignatureMark> mark =
        hand.markVisible()
            ? Optional.of(
                new SignatureMark(
                    hand.name(), hand.standing(), now, new SignatureMark.Place.Automatic()))
            : Optional.empty();
    return new SignatureOrder(
        hand.chain(),
        tools.configuration().level(),
        hand.name(),
        hand.standing(),
        now,
        mark,
        Optional.empty());
  }
}
