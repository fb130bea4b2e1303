package natsuin.pki;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a CMS SignedData with one signer (RFC 5652 section 5), cut out of its bytes: reading
 * a token this way costs a tenth of building a tree of objects from it.
 *
 * @param contentType DER of its object identifier
 * @param content the enclosed content; null when detached
 * @param certificates every X.509 certificate enclosed
 * @param signerId DER of issuer and serial, or of the key identifier
 * @param digestAlgorithm DER of the signer's digest algorithm
 * @param signedAttributes as they were signed: DER with the tag of a SET
 * @param signatureAlgorithm DER of its algorithm identifier
 * @param signature its value
 * @param unsignedAttributes attributes one after the other
 */
record CmsFields(
    byte[] contentType,
    byte @Nullable [] content,
    List<X509Certificate> certificates,
    byte[] signerId,
    byte[] digestAlgorithm,
    byte[] signedAttributes,
    byte[] signatureAlgorithm,
    byte[] signature,
    byte[] unsignedAttributes) {
  private static final int CERTIFICATES = 0xA0;
  private static final int REVOCATION = 0xA1;
  private static final int KEY_IDENTIFIER = 0x80;
  private static final int SIGNED_ATTRIBUTES = 0xA0;
  private static final int UNSIGNED_ATTRIBUTES = 0xA1;
  private static final byte[] SIGNED_DATA_OID = Der.oid("1.2.840.113549.1.7.2");
  private static final String SUBJECT_KEY_IDENTIFIER = "2.5.29.14";

  /** Throws {@link IllegalArgumentException} for everything else; bytes behind are ignored. */
  static CmsFields parse(byte[] cms) {
    return Asn1.read(cms, CmsFields::parseDefinite);
  }

  private static CmsFields parseDefinite(byte[] cms) {
    DerCursor contentInfo = new DerCursor(cms).enter(Der.SEQUENCE);
    if (!Arrays.equals(contentInfo.take(Der.OID), SIGNED_DATA_OID)) {
      throw new IllegalArgumentException("Not a CMS SignedData");
    }
    DerCursor signedData = contentInfo.enter(0xA0).enter(Der.SEQUENCE);
    signedData.enter(Der.INTEGER);
    signedData.enter(Der.SET);
    DerCursor encapsulated = signedData.enter(Der.SEQUENCE);
    byte[] contentType = encapsulated.take(Der.OID);
    byte[] content =
        encapsulated.hasNext() ? encapsulated.enter(0xA0).takeContent(Der.OCTET_STRING) : null;
    List<X509Certificate> certificates = new ArrayList<>();
    if (signedData.peekTag() == CERTIFICATES) {
      certificates = certificates(signedData.enter(CERTIFICATES));
    }
    if (signedData.peekTag() == REVOCATION) {
      signedData.enter(REVOCATION);
    }
    DerCursor signers = signedData.enter(Der.SET);
    DerCursor signer = signers.enter(Der.SEQUENCE);
    if (signers.hasNext()) {
      throw new IllegalArgumentException("A CMS with more than one signer");
    }
    signer.enter(Der.INTEGER);
    return new CmsFields(
        contentType,
        content,
        List.copyOf(certificates),
        signer.take(signer.peekTag() == KEY_IDENTIFIER ? KEY_IDENTIFIER : Der.SEQUENCE),
        signer.take(Der.SEQUENCE),
        Der.retag(Der.SET, signer.take(SIGNED_ATTRIBUTES)),
        signer.take(Der.SEQUENCE),
        signer.takeContent(Der.OCTET_STRING),
        signer.hasNext() ? signer.takeContent(UNSIGNED_ATTRIBUTES) : new byte[0]);
  }

  /** Other kinds than plain certificates carry other tags, and are passed over. */
  private static List<X509Certificate> certificates(DerCursor choices) {
    List<X509Certificate> certificates = new ArrayList<>();
    while (choices.hasNext()) {
      int tag = choices.peekTag();
      byte[] choice = choices.take(tag);
      if (tag == Der.SEQUENCE) {
        certificates.add(Certificates.parse(choice));
      }
    }
    return certificates;
  }

  /** The signer's certificate, when it is enclosed. */
  Optional<X509Certificate> signerCertificate() {
    return certificates.stream().filter(this::isSigner).findFirst();
  }

  private boolean isSigner(X509Certificate certificate) {
    DerCursor id = new DerCursor(signerId);
    if (id.peekTag() == KEY_IDENTIFIER) {
      byte[] extension = certificate.getExtensionValue(SUBJECT_KEY_IDENTIFIER);
      byte[] wanted = Der.octets(Der.octets(id.takeContent(KEY_IDENTIFIER)));
      return Arrays.equals(extension, wanted);
    }
    DerCursor issuerAndSerial = id.enter(Der.SEQUENCE);
    byte[] issuer = issuerAndSerial.take(Der.SEQUENCE);
    byte[] serial = issuerAndSerial.takeContent(Der.INTEGER);
    return Arrays.equals(certificate.getSerialNumber().toByteArray(), serial)
        && certificate.getIssuerX500Principal().equals(new X500Principal(issuer));
  }

  /** The single value of the signed attribute with this object identifier (DER). */
  Optional<byte[]> signedAttribute(byte[] oid) {
    List<byte[]> values = values(new DerCursor(signedAttributes).enter(Der.SET), oid);
    if (values.size() > 1) {
      throw new IllegalArgumentException("A signed attribute that must be single is not");
    }
    return values.stream().findFirst();
  }

  /** All values of the unsigned attributes with this object identifier (DER). */
  List<byte[]> unsignedAttributes(byte[] oid) {
    return values(new DerCursor(unsignedAttributes), oid);
  }

  private static List<byte[]> values(DerCursor attributes, byte[] oid) {
    List<byte[]> found = new ArrayList<>();
    while (attributes.hasNext()) {
      DerCursor attribute = attributes.enter(Der.SEQUENCE);
      boolean matches = Arrays.equals(attribute.take(Der.OID), oid);
      DerCursor values = attribute.enter(Der.SET);
      while (matches && values.hasNext()) {
        found.add(values.take(values.peekTag()));
      }
    }
    return found;
  }
}
