package natsuin.pki;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.cmp.PKIFailureInfo;
import org.bouncycastle.tsp.TimeStampRequest;

/**
 * A timestamp authority (RFC 3161 with RFC 5816, ETSI EN 319 422): request bytes to response bytes,
 * never an exception for what a stranger sends. Any thread.
 */
public final class TimestampAuthority {
  private static final int REJECTION = 2;
  private static final int UTF8_STRING = 0x0C;
  private static final int GENERALIZED_TIME = 0x18;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneOffset.UTC);
  private static final byte[] GRANTED = Der.sequence(Der.integer(0));
  private static final byte[] ACCURACY = Der.sequence(Der.integer(1));

  private final SigningIdentity identity;
  private final String policy;
  private final InstantSource clock;
  private final SignedData withCertificates;
  private final SignedData bare;

  /**
   * Stamps with {@code identity}.
   *
   * @param policy object identifier of the only policy that is stamped under
   * @param clock the time that is stamped; claimed to be accurate to one second
   */
  public TimestampAuthority(SigningIdentity identity, String policy, InstantSource clock) {
    this.identity = identity;
    this.policy = policy;
    this.clock = clock;
    this.withCertificates =
        new SignedData(SignedData.TST_INFO, identity.certificate(), identity.chain());
    this.bare = new SignedData(SignedData.TST_INFO, identity.certificate(), List.of());
  }

  /**
   * Answers one {@code application/timestamp-query} with an {@code application/timestamp-reply}.
   */
  public byte[] answer(byte[] request) {
    TimeStampRequest query;
    try {
      query = new TimeStampRequest(request);
    } catch (IOException | RuntimeException e) {
      return rejection(PKIFailureInfo.badDataFormat, "The request is malformed");
    }
    try {
      return answer(query);
    } catch (RuntimeException e) {
      return rejection(PKIFailureInfo.badDataFormat, "The request is malformed");
    }
  }

  private byte[] answer(TimeStampRequest query) {
    Optional<DigestAlgorithm> algorithm =
        DigestAlgorithm.byOid(query.getMessageImprintAlgOID().getId());
    byte[] digest = query.getMessageImprintDigest();
    if (algorithm.isEmpty()) {
      return rejection(PKIFailureInfo.badAlg, "Only SHA-256, SHA-384 and SHA-512 are stamped");
    }
    if (digest.length != algorithm.get().length()) {
      return rejection(PKIFailureInfo.badDataFormat, "The imprint's length is wrong");
    }
    if (query.getReqPolicy() != null && !query.getReqPolicy().getId().equals(policy)) {
      return rejection(PKIFailureInfo.unacceptedPolicy, "The policy here is " + policy);
    }
    if (query.hasExtensions()) {
      return rejection(PKIFailureInfo.unacceptedExtension, "No extension is supported");
    }
    Instant now = clock.instant();
    if (!TrustAnchors.validAt(identity.certificate(), now)) {
      return rejection(PKIFailureInfo.timeNotAvailable, "The authority's certificate is not valid");
    }
    return Der.sequence(GRANTED, token(query, algorithm.get(), now));
  }

  private byte[] token(TimeStampRequest query, DigestAlgorithm algorithm, Instant now) {
    byte[] info = info(query, algorithm, now);
    SignedData envelope = query.getCertReq() ? withCertificates : bare;
    byte[] attributes = envelope.signedAttributes(DigestAlgorithm.SHA256.digest(info));
    return envelope.assemble(info, attributes, identity.sign(attributes));
  }

  private byte[] info(TimeStampRequest query, DigestAlgorithm algorithm, Instant now) {
    byte[] time = (TIME.format(now) + "Z").getBytes(StandardCharsets.US_ASCII);
    BigInteger nonce = query.getNonce();
    return Der.sequence(
        Der.integer(1),
        Der.oid(policy),
        Der.sequence(algorithm.identifier(), Der.octets(query.getMessageImprintDigest())),
        Der.integer(SerialNumbers.next()),
        Der.tagged(GENERALIZED_TIME, time),
        ACCURACY,
        nonce == null ? new byte[0] : Der.integer(nonce));
  }

  private static byte[] rejection(int failure, String text) {
    byte[] utf8 = Der.tagged(UTF8_STRING, text.getBytes(StandardCharsets.UTF_8));
    return Der.sequence(
        Der.sequence(
            Der.integer(REJECTION), Der.sequence(utf8), Asn1.der(new PKIFailureInfo(failure))));
  }
}
