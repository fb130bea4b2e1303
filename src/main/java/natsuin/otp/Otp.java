package natsuin.otp;

import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import natsuin.redis.RedisServer;
import natsuin.vault.KeyedHash;
import natsuin.vault.Secrets;

/**
 * One-time codes of six digits, kept in Redis as keyed hashes only. The hash covers the user, the
 * purpose and the digest of what is approved: a code for one contract opens no other (OTP-2).
 */
public final class Otp {
  private static final int DIGITS = 6;

  private final RedisServer redis;
  private final InstantSource clock;
  private final Function<OtpPurpose, OtpConfiguration> rules;
  private final KeyedHash keyedHash;

  /**
   * Codes that live and end by these rules.
   *
   * @param rules by what a code is for
   * @param keyedHash under a key that is used for nothing else
   */
  public Otp(
      RedisServer redis,
      InstantSource clock,
      Function<OtpPurpose, OtpConfiguration> rules,
      KeyedHash keyedHash) {
    this.redis = redis;
    this.clock = clock;
    this.rules = rules;
    this.keyedHash = keyedHash;
  }

  /**
   * A new code, which replaces the user's earlier one of this purpose.
   *
   * @param address where the caller will send it; sending is limited per user and per address
   * @param bound digest of the thing that the code approves
   */
  public Future<OtpIssue> issue(UUID user, String address, OtpPurpose purpose, byte[] bound) {
    String code = Secrets.digits(DIGITS);
    OtpConfiguration configuration = rules.apply(purpose);
    Instant now = clock.instant();
    Instant expiresAt = now.plus(configuration.validFor());
    return redis
        .run(
            OtpScripts.ISSUE,
            List.of(codeKey(user, purpose), userSends(user), addressSends(purpose, address)),
            now.toEpochMilli(),
            hash(user, purpose, bound, code),
            expiresAt.toEpochMilli(),
            configuration.tries(),
            configuration.sends(),
            configuration.sendsWithin().toMillis())
        .map(
            answer ->
                answer.toLong() == 0
                    ? new OtpIssue.Issued(code, expiresAt)
                    : new OtpIssue.TooMany(Duration.ofMillis(answer.toLong())));
  }

  /**
   * Checks what was entered; full-width digits, spaces and hyphens are taken as meant. The right
   * code is used up by this. It also proves that the mails are read, so the user's and the
   * address's sends are counted anew.
   *
   * @param address as given when the code was issued
   * @param bound digest of the thing to be approved now
   */
  public Future<OtpVerdict> verify(
      UUID user, String address, OtpPurpose purpose, byte[] bound, String entered) {
    return redis
        .run(
            OtpScripts.VERIFY,
            List.of(codeKey(user, purpose), userSends(user), addressSends(purpose, address)),
            clock.millis(),
            hash(user, purpose, bound, OtpDigits.normalise(entered)))
        .map(Otp::verdict);
  }

  private static OtpVerdict verdict(Response answer) {
    return switch (answer.get(0).toString()) {
      case "accepted" -> new OtpVerdict.Accepted();
      case "wrong" -> new OtpVerdict.Wrong(answer.get(1).toInteger());
      case "void" -> new OtpVerdict.Voided();
      default -> new OtpVerdict.Expired();
    };
  }

  private String hash(UUID user, OtpPurpose purpose, byte[] bound, String code) {
    return HexFormat.of()
        .formatHex(keyedHash.of(utf8(user.toString()), utf8(purpose.code()), bound, utf8(code)));
  }

  private static String codeKey(UUID user, OtpPurpose purpose) {
    return "otp:" + purpose.code() + ":" + user;
  }

  private static String userSends(UUID user) {
    return "otp:sends:user:" + user;
  }

  /**
   * Each portal counts by numbers of its own. Addresses are personal data: Redis sees them hashed.
   */
  private String addressSends(OtpPurpose purpose, String address) {
    byte[] hash = keyedHash.of(utf8("address"), utf8(address.toLowerCase(Locale.ROOT)));
    return "otp:sends:" + purpose.portal().code() + ":" + HexFormat.of().formatHex(hash, 0, 16);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
