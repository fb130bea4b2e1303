package natsuin.pki;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * The CMS part of a PAdES signature (ETSI EN 319 142-1, 319 122-1): detached, one signer, signed
 * attributes content-type, message-digest, signing-certificate-v2 and algorithm protection (RFC
 * 6211), and no signing-time, which a PDF keeps in {@code /M}. Made once per certificate, immutable
 * and usable by any thread. Signing goes in steps that may lie hours apart:
 *
 * <ol>
 *   <li>{@link #toBeSigned} from the SHA-256 of the byte ranges,
 *   <li>the key signs these bytes ({@link KeyAlgorithm#sign}),
 *   <li>{@link #assemble}, and when the token is there {@link #withSignatureTimestamp}.
 * </ol>
 */
public final class CadesSignature {
  static final byte[] TIMESTAMP_OID = Der.oid("1.2.840.113549.1.9.16.2.14");
  private static final int UNSIGNED_ATTRIBUTES_TAG = 0xA1;
  // The attribute around a token takes 31 octets, longer lengths further up a few more.
  private static final int WRAPPING = 64;

  private final SignedData signedData;
  private final KeyAlgorithm algorithm;

  private CadesSignature(List<X509Certificate> chain) {
    this.signedData = new SignedData(SignedData.DATA, chain.getFirst(), chain);
    this.algorithm = KeyAlgorithm.of(chain.getFirst().getPublicKey());
  }

  /** Signatures by the first certificate of {@code chain}; all of the chain is enclosed. */
  public static CadesSignature by(List<X509Certificate> chain) {
    return new CadesSignature(chain);
  }

  /**
   * DER of the signed attributes.
   *
   * @param documentDigest SHA-256 over the document's byte ranges
   */
  public byte[] toBeSigned(byte[] documentDigest) {
    if (documentDigest.length != DigestAlgorithm.SHA256.length()) {
      throw new IllegalArgumentException("The document's digest must be a SHA-256");
    }
    return signedData.signedAttributes(documentDigest);
  }

  /** The detached CMS, DER, from what was signed and the key's answer. */
  public byte[] assemble(byte[] toBeSigned, byte[] signatureValue) {
    return signedData.assemble(null, toBeSigned, signatureValue);
  }

  /**
   * As {@link #assemble(byte[], byte[])}, with a timestamp.
   *
   * @param timestamp DER of the token over {@code signatureValue}, checked before
   */
  public byte[] assemble(byte[] toBeSigned, byte[] signatureValue, byte[] timestamp) {
    return signedData.assemble(null, toBeSigned, signatureValue, unsigned(timestamp));
  }

  /** All three steps with a key at hand; without a timestamp. */
  public byte[] sign(byte[] documentDigest, PrivateKey key) {
    byte[] toBeSigned = toBeSigned(documentDigest);
    return assemble(toBeSigned, algorithm.sign(key, toBeSigned));
  }

  /**
   * Upper bound in bytes of the finished CMS, for the placeholder in the PDF.
   *
   * @param timestampLength the longest token to be put in, 0 for none
   */
  public int maximumLength(int timestampLength) {
    byte[] longestSignature = new byte[algorithm.maximumSignatureLength()];
    byte[] toBeSigned = toBeSigned(new byte[DigestAlgorithm.SHA256.length()]);
    return assemble(toBeSigned, longestSignature).length + timestampLength + WRAPPING;
  }

  /**
   * Puts a timestamp over the signature value into a finished CMS of one signer that has no
   * unsigned attributes yet; no signed byte changes.
   *
   * @param timestamp DER of the token, checked before
   */
  public static byte[] withSignatureTimestamp(byte[] cms, byte[] timestamp) {
    DerCursor contentInfo = new DerCursor(cms).enter(Der.SEQUENCE);
    byte[] oid = contentInfo.take(Der.OID);
    DerCursor signedData = contentInfo.enter(0xA0).enter(Der.SEQUENCE);
    byte[] version = signedData.take(Der.INTEGER);
    byte[] digestAlgorithms = signedData.take(Der.SET);
    byte[] encapsulated = signedData.take(Der.SEQUENCE);
    byte[] certificates = signedData.take(0xA0);
    DerCursor signerInfos = signedData.enter(Der.SET);
    byte[] signerInfo = signerInfos.takeContent(Der.SEQUENCE);
    if (signerInfos.hasNext() || hasUnsignedAttributes(signerInfo)) {
      throw new IllegalArgumentException("More than one signer, or unsigned attributes already");
    }
    byte[] stamped = Der.sequence(signerInfo, unsigned(timestamp));
    byte[] content =
        Der.sequence(
            version, digestAlgorithms, encapsulated, certificates, Der.tagged(Der.SET, stamped));
    return Der.sequence(oid, Der.context(0, content));
  }

  private static boolean hasUnsignedAttributes(byte[] signerInfo) {
    DerCursor fields = new DerCursor(signerInfo);
    int last = 0;
    while (fields.hasNext()) {
      last = fields.peekTag();
      fields.enter(last);
    }
    return last == UNSIGNED_ATTRIBUTES_TAG;
  }

  private static byte[] unsigned(byte[] token) {
    return Der.tagged(UNSIGNED_ATTRIBUTES_TAG, SignedData.attribute(TIMESTAMP_OID, token));
  }
}
