package natsuin.pki;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import natsuin.pki.TimestampAnswer.Fault;
import natsuin.pki.TimestampAnswer.Granted;
import natsuin.pki.TimestampAnswer.Rejected;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.cmp.PKIFreeText;
import org.bouncycastle.asn1.cmp.PKIStatus;
import org.bouncycastle.asn1.cmp.PKIStatusInfo;
import org.bouncycastle.asn1.tsp.TSTInfo;

/**
 * One question to a timestamp authority (RFC 3161) and the check of its answer. Used for one
 * request and its retries; any thread.
 */
public final class TimestampQuery {
  /** Media type of the request (RFC 3161 section 3.4). */
  public static final String QUERY_TYPE = "application/timestamp-query";

  /** Media type of the answer. */
  public static final String REPLY_TYPE = "application/timestamp-reply";

  private static final Duration TOLERATED_SKEW = Duration.ofMinutes(5);
  private static final byte[] TRUE = {1, 1, (byte) 0xff};
  private static final SecureRandom RANDOM = new SecureRandom();

  private final DigestAlgorithm algorithm;
  private final byte[] digest;
  private final Optional<String> policy;
  private final BigInteger nonce;
  private final byte[] request;

  private TimestampQuery(DigestAlgorithm algorithm, byte[] digest, Optional<String> policy) {
    if (digest.length != algorithm.length()) {
      throw new IllegalArgumentException("Not a " + algorithm.jcaName() + " digest");
    }
    this.algorithm = algorithm;
    this.digest = digest.clone();
    this.policy = policy;
    this.nonce = new BigInteger(64, RANDOM);
    this.request = encode();
  }

  /** Asks for a stamp over {@code digest} under whatever policy the authority has. */
  public static TimestampQuery of(DigestAlgorithm algorithm, byte[] digest) {
    return new TimestampQuery(algorithm, digest, Optional.empty());
  }

  /** Asks for a stamp under the policy with this object identifier. */
  public static TimestampQuery of(DigestAlgorithm algorithm, byte[] digest, String policy) {
    return new TimestampQuery(algorithm, digest, Optional.of(policy));
  }

  /** DER of the request: what is posted to the authority. */
  public byte[] request() {
    return request.clone();
  }

  /**
   * Checks an answer from top to bottom.
   *
   * @param now our clock; the token may be off by five minutes
   */
  public TimestampAnswer verify(byte[] response, TrustAnchors trust, Instant now) {
    Reply reply;
    try {
      reply = Asn1.read(response, Reply::parse);
    } catch (RuntimeException e) {
      String detail = "not an RFC 3161 response of %d bytes".formatted(response.length);
      return new Rejected(Fault.GARBAGE, detail);
    }
    int status = reply.status.getStatus().intValue();
    if (status != PKIStatus.GRANTED && status != PKIStatus.GRANTED_WITH_MODS) {
      return new Rejected(Fault.REFUSED, "status %d: %s".formatted(status, reply.text()));
    }
    TimestampToken token;
    try {
      token = TimestampToken.parse(reply.token);
    } catch (IllegalArgumentException e) {
      return new Rejected(Fault.GARBAGE, "granted, but without a readable token");
    }
    Optional<Rejected> fault = mismatch(token, now).or(() -> TimestampCheck.fault(token, trust));
    return fault.isPresent() ? fault.get() : new Granted(token);
  }

  /** TimeStampResp (RFC 3161 section 2.4.2); the token is empty where there is none. */
  private record Reply(PKIStatusInfo status, byte[] token) {
    static Reply parse(byte[] response) {
      DerCursor fields = new DerCursor(response).enter(Der.SEQUENCE);
      PKIStatusInfo status = PKIStatusInfo.getInstance(fields.take(Der.SEQUENCE));
      return new Reply(status, fields.rest());
    }

    String text() {
      PKIFreeText text = status.getStatusString();
      return text == null || text.size() == 0 ? "" : text.getStringAtUTF8(0).getString();
    }
  }

  private Optional<Rejected> mismatch(TimestampToken token, Instant now) {
    TSTInfo info = token.info();
    ASN1Integer answered = info.getNonce();
    if (answered == null || !answered.getValue().equals(nonce)) {
      return rejected(Fault.WRONG_NONCE, "the nonce is not ours");
    }
    String imprintOid = info.getMessageImprint().getHashAlgorithm().getAlgorithm().getId();
    if (!imprintOid.equals(algorithm.oid()) || !Arrays.equals(token.imprint(), digest)) {
      return rejected(Fault.WRONG_IMPRINT, "another digest was stamped");
    }
    if (policy.isPresent() && !policy.get().equals(info.getPolicy().getId())) {
      return rejected(Fault.WRONG_POLICY, "stamped under " + info.getPolicy().getId());
    }
    if (Duration.between(token.time(), now).abs().compareTo(TOLERATED_SKEW) > 0) {
      return rejected(Fault.WRONG_TIME, "token says %s, our clock %s".formatted(token.time(), now));
    }
    return Optional.empty();
  }

  static Optional<Rejected> rejected(Fault fault, String detail) {
    return Optional.of(new Rejected(fault, detail));
  }

  private byte[] encode() {
    byte[] imprint = Der.sequence(algorithm.identifier(), Der.octets(digest));
    byte[] policyId = policy.map(Der::oid).orElse(new byte[0]);
    return Der.sequence(Der.integer(1), imprint, policyId, Der.integer(nonce), TRUE);
  }
}
