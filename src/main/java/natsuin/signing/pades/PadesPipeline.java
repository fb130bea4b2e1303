package natsuin.signing.pades;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import natsuin.pdf.DocumentBytes;
import natsuin.pdf.Layout;
import natsuin.pdf.SignatureIncrements;
import natsuin.pdf.SignatureText;
import natsuin.pdf.ValidationData;
import natsuin.pki.CadesSignature;
import natsuin.pki.Certificates;
import natsuin.pki.DigestAlgorithm;
import natsuin.pki.KeyAlgorithm;
import natsuin.pki.TimestampToken;
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
public final class PadesPipeline {
  private static final int LONGEST_TOKEN = 5 * 1024;
  private final int longestToken;

  /** A pipeline that leaves room for timestamp tokens of up to 5 KiB. */
  public PadesPipeline() {
    this(LONGEST_TOKEN);
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
    List<X509Certificate> chain = withoutRoot(order.chain());
    CadesSignature cades = CadesSignature.by(chain);
    int longest = cades.maximumLength(order.level() == PadesLevel.B_B ? 0 : longestToken);
    Layout layout =
        SignatureIncrements.signature(
            document,
            new SignatureText(order.name(), order.reason(), order.time()),
            longest,
            order.mark(),
            order.emptyField());
    return new Prepared(
        order.level(),
        document.length(),
        layout.increment(),
        layout.hole(),
        layout.holeDigits(),
        layout.digest(),
        cades.toBeSigned(layout.digest()),
        chain.stream().map(Certificates::encode).toList());
  }

  /**
   * The root is what a verifier has already, and for everybody else it is in the validation data.
   */
  private static List<X509Certificate> withoutRoot(List<X509Certificate> chain) {
    boolean ends = chain.size() > 1 && isSelfIssued(chain.getLast());
    return ends ? chain.subList(0, chain.size() - 1) : chain;
  }

  private static boolean isSelfIssued(X509Certificate certificate) {
    return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
  }

  /**
   * Lets the key act.
   *
   * @throws IllegalStateException when the value does not verify with the certificate
   */
  public Signed sign(Prepared prepared, Pen pen) {
    byte[] value = pen.sign(prepared.toBeSigned().clone());
    X509Certificate signer = Certificates.parse(prepared.chain().getFirst());
    KeyAlgorithm algorithm = KeyAlgorithm.of(signer.getPublicKey());
    if (!algorithm.verify(signer.getPublicKey(), prepared.toBeSigned(), value)) {
      throw new IllegalStateException("The key that signed is not the certificate's");
    }
    return new Signed(prepared, value);
  }

  /**
   * Stamps the signature value; what the authority throws passes through, and the stage may be
   * tried again.
   *
   * @throws IllegalStateException when the token is not over this value, or too long
   */
  public Timestamped timestamp(Signed signed, Stamp stamp) {
    byte[] digest = DigestAlgorithm.SHA256.digest(signed.signatureValue());
    return new Timestamped(signed, token(stamp, digest));
  }

  private byte[] token(Stamp stamp, byte[] digest) {
    byte[] token = stamp.over(digest.clone());
    if (token.length > longestToken) {
      throw new IllegalStateException("A timestamp token of " + token.length + " bytes");
    }
    if (!java.util.Arrays.equals(TimestampToken.parse(token).imprint(), digest)) {
      throw new IllegalStateException("The timestamp is over something else");
    }
    return token;
  }

  /** Puts the signature into its increment, without a timestamp: B-B. */
  public Embedded embed(Signed signed) {
    Prepared prepared = signed.prepared();
    if (prepared.level() != PadesLevel.B_B) {
      throw new IllegalArgumentException(
          "A signature at " + prepared.level() + " needs its timestamp");
    }
    byte[] cms = cades(prepared).assemble(prepared.toBeSigned(), signed.signatureValue());
    return embedded(prepared, cms);
  }

  /** Puts signature and timestamp into the increment. */
  public Embedded embed(Timestamped timestamped) {
    Signed signed = timestamped.signed();
    Prepared prepared = signed.prepared();
    byte[] cms =
        cades(prepared)
            .assemble(prepared.toBeSigned(), signed.signatureValue(), timestamped.token());
    return embedded(prepared, cms);
  }

  private static CadesSignature cades(Prepared prepared) {
    List<X509Certificate> chain = prepared.chain().stream().map(Certificates::parse).toList();
    return CadesSignature.by(chain);
  }

  private static Embedded embedded(Prepared prepared, byte[] cms) {
    return new Embedded(
        prepared.level(),
        prepared.documentLength(),
        Layout.fill(prepared.increment(), prepared.hole(), prepared.holeDigits(), cms),
        cms,
        Layout.vriKey(cms, prepared.holeDigits()));
  }

  /** Adds what is needed to verify years later. */
  public Evidenced evidence(DocumentBytes document, Embedded embedded, RevocationData data) {
    if (embedded.level() == PadesLevel.B_LTA) {
      return new Evidenced(embedded, data, new byte[0]);
    }
    DocumentBytes signed = signedDocument(document, embedded);
    return new Evidenced(
        embedded, data, SignatureIncrements.validation(signed, validationData(embedded, data)));
  }

  /**
   * Adds the validation data, where not yet there, and a document timestamp over everything, in one
   * increment.
   *
   * @throws IllegalStateException when the token is not over this document, or too long
   */
  public Archived archive(DocumentBytes document, Evidenced evidenced, Stamp stamp) {
    Embedded embedded = evidenced.embedded();
    DocumentBytes signed = signedDocument(document, embedded);
    Layout layout =
        SignatureIncrements.timestamp(
            signed, longestToken, Optional.of(validationData(embedded, evidenced.data())));
    return new Archived(embedded, layout.filled(token(stamp, layout.digest())));
  }

  /**
   * One more document timestamp, before the newest one lapses, and in the same increment what
   * proves that one (ETSI EN 319 142-1 section 5.5).
   *
   * @param last the document's newest timestamp
   * @param data fresh revocation data about it
   * @return the increment
   * @throws IllegalStateException when the token is not over this document, or too long
   */
  public byte[] renew(
      DocumentBytes document, ArchiveTimestamp last, RevocationData data, Stamp stamp) {
    ValidationData evidence =
        new ValidationData(last.vriKey(), data.certificates(), data.ocspResponses(), data.crls());
    Layout layout = SignatureIncrements.timestamp(document, longestToken, Optional.of(evidence));
    return layout.filled(token(stamp, layout.digest()));
  }

  private static DocumentBytes signedDocument(DocumentBytes document, Embedded embedded) {
    if (document.length() != embedded.documentLength()) {
      throw new IllegalArgumentException("Another revision than the one that was signed");
    }
    return document.append(embedded.increment());
  }

  private static ValidationData validationData(Embedded embedded, RevocationData data) {
    return new ValidationData(
        embedded.vriKey(), data.certificates(), data.ocspResponses(), data.crls());
  }
}
