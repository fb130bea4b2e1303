package natsuin.pki;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.bouncycastle.tsp.TimeStampRequest;

/** A timestamp authority that says whatever the attack needs, properly signed. */
public final class EvilTsa {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

  private final SigningIdentity identity;
  private final BigInteger nonce;
  private final byte[] digest;
  private String policy = TestPki.TSA_POLICY;
  private Instant time;

  /** Answers this request in the name of that authority, at that time. */
  public EvilTsa(SigningIdentity identity, byte[] request, Instant time) throws IOException {
    TimeStampRequest query = new TimeStampRequest(request);
    this.identity = identity;
    this.nonce = query.getNonce();
    this.digest = query.getMessageImprintDigest();
    this.time = time;
  }

  EvilTsa saying(Instant otherTime) {
    this.time = otherTime;
    return this;
  }

  EvilTsa under(String otherPolicy) {
    this.policy = otherPolicy;
    return this;
  }

  /** Its answer, for the very digest that was asked for. */
  public byte[] answer() {
    return answer(digest);
  }

  byte[] answer(byte[] stamped) {
    byte[] info =
        Der.sequence(
            Der.integer(1),
            Der.oid(policy),
            Der.sequence(DigestAlgorithm.SHA256.identifier(), Der.octets(stamped)),
            Der.integer(1),
            Der.tagged(0x18, TIME.format(time).getBytes(StandardCharsets.US_ASCII)),
            Der.integer(nonce));
    SignedData envelope =
        new SignedData(SignedData.TST_INFO, identity.certificate(), identity.chain());
    byte[] attributes = envelope.signedAttributes(DigestAlgorithm.SHA256.digest(info));
    byte[] token = envelope.assemble(info, attributes, identity.sign(attributes));
    return Der.sequence(Der.sequence(Der.integer(0)), token);
  }
}
