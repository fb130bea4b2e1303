package natsuin.outbox;

import io.vertx.ext.mail.SMTPException;
import java.util.Set;
import java.util.regex.Pattern;

/** What a mail server that says no says about the mail. */
final class Refusals {
  /** RFC 5321, 4.2.3: of the codes for good these alone speak of the recipient. */
  private static final Set<Integer> OF_RECIPIENT = Set.of(550, 551, 553);

  /** RFC 3463, 3, where a server says so much: its own state, its network, its rules. */
  private static final Pattern OF_SERVER = Pattern.compile("\\d{3}[ -]5\\.[347]\\.\\d.*");

  private Refusals() {}

  /**
   * Whether this recipient will never get it. A server that closes its service (521, 554), misses a
   * login (530, 535), does not know the sender or relays for nobody says so to every mail, until
   * somebody has mended it: none may be lost by that (OPS-4).
   */
  static boolean isForGood(SMTPException refused) {
    return OF_RECIPIENT.contains(refused.getReplyCode())
        && !OF_SERVER.matcher(String.valueOf(refused.getReplyMessage())).matches();
  }
}
