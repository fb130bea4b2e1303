package natsuin.doctor;

import java.net.URI;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import natsuin.pki.DigestAlgorithm;
import natsuin.pki.TimestampAnswer.Granted;
import natsuin.pki.TimestampAnswer.Rejected;
import natsuin.pki.TimestampToken;
import natsuin.signing.TimestampClient;

/** Has one timestamp authority stamp something, and judges what comes as a signature would. */
final class TimestampsCheck implements Check {
  /** What it stamps in archives has to be renewed before this certificate ends. */
  private static final Duration SOON = Duration.ofDays(365);

  /** Stamps are of whole seconds, and some authorities promise no better than one. */
  private static final Duration NEAR = Duration.ofSeconds(3);

  private final TimestampClient client;
  private final URI authority;
  private final InstantSource clock;

  TimestampsCheck(TimestampClient client, URI authority, InstantSource clock) {
    this.client = client;
    this.authority = authority;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "timestamps";
  }

  /** Stamps may be paid for by the piece. */
  @Override
  public Duration every() {
    return Duration.ofHours(1);
  }

  @Override
  public List<Finding> look() {
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    long asked = System.nanoTime();
    try {
      return List.of(
          switch (client.answer(authority, DigestAlgorithm.SHA256.digest(random)).await()) {
            case Granted granted ->
                judge(granted.token(), Duration.ofNanos(System.nanoTime() - asked));
            case Rejected rejected -> refused(rejected);
          });
    } catch (Exception away) {
      return List.of(
          Finding.error(
              "timestamps.away", authority.toString(), Map.of("fault", Faults.told(away))));
    }
  }

  private Finding refused(Rejected rejected) {
    Map<String, Object> facts =
        Map.of("fault", rejected.fault().name(), "detail", rejected.detail());
    return switch (rejected.fault()) {
      case WRONG_TIME -> Finding.error("timestamps.wrong-time", authority.toString(), facts);
      case EXPIRED_CERTIFICATE -> Finding.error("timestamps.ended", authority.toString(), facts);
      case UNTRUSTED -> Finding.error("timestamps.untrusted", authority.toString(), facts);
      case GARBAGE,
          REFUSED,
          WRONG_NONCE,
          WRONG_IMPRINT,
          WRONG_POLICY,
          BAD_SIGNATURE,
          NOT_A_TIMESTAMP_CERTIFICATE ->
          Finding.error("timestamps.unusable", authority.toString(), facts);
    };
  }

  private Finding judge(TimestampToken token, Duration took) {
    Instant now = clock.instant();
    Duration off = Duration.between(token.time(), now);
    X509Certificate signer = token.signerCertificate().orElseThrow();
    Instant end = signer.getNotAfter().toInstant();
    Map<String, Object> facts =
        Map.of(
            "millis", took.toMillis(),
            "seconds", off.abs().toSeconds(),
            "end", LocalDate.ofInstant(end, ZoneOffset.UTC),
            "days", Duration.between(now, end).toDays());
    if (off.abs().compareTo(NEAR.plus(took)) > 0) {
      return off.isNegative()
          ? Finding.warning("timestamps.clock-ahead", authority.toString(), facts)
          : Finding.warning("timestamps.clock-behind", authority.toString(), facts);
    }
    return end.isBefore(now.plus(SOON))
        ? Finding.warning("timestamps.ends", authority.toString(), facts)
        : Finding.ok("timestamps.fine", authority.toString(), facts);
  }
}
