package natsuin.pki;

import java.io.IOException;
import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.tsp.TSTInfo;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampToken;

/** An RFC 3161 timestamp token. Being one says nothing about its validity: see TimestampQuery. */
public final class TimestampToken {
  private final byte[] der;
  private final TimeStampToken parsed;
  private final ParsedCms cms;

  private TimestampToken(byte[] der, TimeStampToken parsed) {
    this.der = der;
    this.parsed = parsed;
    this.cms = ParsedCms.of(parsed.toCMSSignedData());
  }

  /** Throws {@link IllegalArgumentException} for bytes that are no timestamp token. */
  public static TimestampToken parse(byte[] der) {
    try {
      return new TimestampToken(der.clone(), new TimeStampToken(new CMSSignedData(der)));
    } catch (CMSException | TSPException | IOException | RuntimeException e) {
      throw new IllegalArgumentException("Not a timestamp token", e);
    }
  }

  static TimestampToken of(TimeStampToken parsed) throws IOException {
    return new TimestampToken(parsed.getEncoded(), parsed);
  }

  /** The token as it came. */
  public byte[] der() {
    return der.clone();
  }

  /** When the authority says that it saw the digest. */
  public Instant time() {
    return parsed.getTimeStampInfo().getGenTime().toInstant();
  }

  /** The authority's number for this token. */
  public BigInteger serial() {
    return parsed.getTimeStampInfo().getSerialNumber();
  }

  /** The digest that was stamped. */
  public byte[] imprint() {
    return parsed.getTimeStampInfo().getMessageImprintDigest();
  }

  /** Every certificate enclosed. */
  public List<X509Certificate> certificates() {
    return cms.certificates();
  }

  /** The authority's certificate, when it is enclosed. */
  public Optional<X509Certificate> signerCertificate() {
    return cms.signerCertificate();
  }

  TSTInfo info() {
    return parsed.getTimeStampInfo().toASN1Structure();
  }

  SignerInformation signer() {
    return cms.signer();
  }
}
