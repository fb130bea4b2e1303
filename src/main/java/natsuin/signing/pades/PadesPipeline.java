package natsuin.signing.pades;

import natsuin.pdf.DocumentBytes;
import natsuin.signing.pades.SigningWork.Archived;
import natsuin.signing.pades.SigningWork.Embedded;
import natsuin.signing.pades.SigningWork.Evidenced;
import natsuin.signing.pades.SigningWork.Prepared;
import natsuin.signing.pades.SigningWork.Signed;
import natsuin.signing.pades.SigningWork.Timestamped;

/**
 * Signs a document stage by stage. The document given to each stage is the same: the file and all
 * increments before this signature; where it is the same object, it is read and hashed only once.
 * Stateless and thread-safe; CPU work, so it belongs on a worker. A document that the {@link
 * natsuin.pdf.Intake} has not passed may throw {@link natsuin.pdf.PdfException}.
 */
@SuppressWarnings("DoNotCallSuggester") // the doors first; the rooms behind them follow
public final class PadesPipeline {
  private final int longestToken;

  /** A pipeline that leaves room for timestamp tokens of up to 6 KiB. */
  public PadesPipeline() {
    this(6 * 1024);
  }

  /**
   * A pipeline for an authority with other tokens.
   *
   * @param longestToken room for one timestamp token, bytes; a longer one is a fault at its stage
   */
  public PadesPipeline(int longestToken) {
    this.longestToken = longestToken;
  }

  /** Lays out the signature's increment and says what the key is to sign. */
  public Prepared prepare(DocumentBytes document, SignatureOrder order) {
    throw new UnsupportedOperationException("lands within the hour" + longestToken);
  }

  /**
   * Lets the key act.
   *
   * @throws IllegalStateException when the value does not verify with the certificate
   */
  public Signed sign(Prepared prepared, Pen pen) {
    throw new UnsupportedOperationException("lands within the hour");
  }

  /**
   * Stamps the signature value; what the authority throws passes through, and the stage may be
   * tried again.
   */
  public Timestamped timestamp(Signed signed, Stamp stamp) {
    throw new UnsupportedOperationException("lands within the hour");
  }

  /** Puts the signature into its increment, without a timestamp: B-B. */
  public Embedded embed(Signed signed) {
    throw new UnsupportedOperationException("lands within the hour");
  }

  /** Puts signature and timestamp into the increment. */
  public Embedded embed(Timestamped timestamped) {
    throw new UnsupportedOperationException("lands within the hour");
  }

  /** Adds what is needed to verify years later. */
  public Evidenced evidence(DocumentBytes document, Embedded embedded, RevocationData data) {
    throw new UnsupportedOperationException("lands within the hour");
  }

  /** Adds the validation data, where not yet there, and a document timestamp over everything. */
  public Archived archive(DocumentBytes document, Evidenced evidenced, Stamp stamp) {
    throw new UnsupportedOperationException("lands within the hour");
  }
}
