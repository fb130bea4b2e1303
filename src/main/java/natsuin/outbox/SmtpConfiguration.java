package natsuin.outbox;

import java.time.Duration;
import natsuin.kernel.Allowed;
import natsuin.kernel.Secret;

/**
 * Where mail leaves, and in whose name.
 *
 * @param tlsCaFile certificates (PEM) that vouch for the server; empty: those that Java knows
 */
public record SmtpConfiguration(
    String host,
    @Allowed(from = "1", to = "65535") int port,
    Tls tls,
    @Allowed(empty = true) String user,
    @Allowed(empty = true) Secret password,
    @Allowed(empty = true) String tlsCaFile,
    String from,
    @Allowed(from = "1", to = "100") int connections,
    @Allowed(from = "1 s", to = "120 s") Duration answerWithin) {

  /** Whether the line to the mail server is encrypted. */
  public enum Tls {
    /** In the clear: only on this machine or a private network. */
    OFF,
    /** STARTTLS is demanded; mail waits where the server does not offer it. */
    STARTTLS,
    /** Encrypted from the first byte. */
    IMPLICIT
  }

  /** A login needs an encrypted line. */
  public SmtpConfiguration {
    if (tls == Tls.OFF && !user.isEmpty()) {
      throw new IllegalArgumentException("user: a login needs tls: starttls or implicit");
    }
  }

  /** The same with another server, in the clear and without a login. */
  public SmtpConfiguration at(String otherHost, int otherPort) {
    return new SmtpConfiguration(
        otherHost, otherPort, Tls.OFF, "", new Secret(""), "", from, connections, answerWithin);
  }
}
