package natsuin.pki;

import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.text.ParseException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.tsp.TSTInfo;

/** An RFC 3161 timestamp token. Being one says nothing about its validity: see TimestampQuery. */
public final class TimestampToken {
  private static final byte[] TST_INFO_OID = Der.oid(SignedData.TST_INFO);

  private final byte[] der;
  private final CmsFields fields;
  private final Optional<X509Certificate> signerCertificate;
  private final TSTInfo info;
  private final Instant time;

  private TimestampToken(byte[] der) {
    this.der = der;
    this.fields = CmsFields.parse(der);
    this.signerCertificate = fields.signerCertificate();
    byte[] content = fields.content();
    if (content == null || !Arrays.equals(fields.contentType(), TST_INFO_OID)) {
      throw new IllegalArgumentException("A CMS without a TSTInfo");
    }
    this.info = TSTInfo.getInstance(content);
    try {
      this.time = info.getGenTime().getDate().toInstant();
    } catch (ParseException e) {
      throw new IllegalArgumentException("A timestamp without a time", e);
    }
  }

  /** Throws {@link IllegalArgumentException} for bytes that are no timestamp token. */
  public static TimestampToken parse(byte[] der) {
    try {
      return new TimestampToken(der.clone());
    } catch (RuntimeException e) {
      throw new IllegalArgumentException("Not a timestamp token", e);
    }
  }

  /** The token as it came. */
  public byte[] der() {
    return der.clone();
  }

  /** When the authority says that it saw the digest. */
  public Instant time() {
    return time;
  }

  /** The authority's number for this token. */
  public BigInteger serial() {
    return info.getSerialNumber().getValue();
  }

  /** The digest that was stamped. */
  public byte[] imprint() {
    return info.getMessageImprint().getHashedMessage();
  }

  /** Every certificate enclosed. */
  public List<X509Certificate> certificates() {
    return fields.certificates();
  }

  /** The authority's certificate, when it is enclosed. */
  public Optional<X509Certificate> signerCertificate() {
    return signerCertificate;
  }

  TSTInfo info() {
    return info;
  }

  CmsFields fields() {
    return fields;
  }
}
