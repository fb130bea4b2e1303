package natsuin.doctor;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import natsuin.outbox.SmtpConfiguration;

/** Goes as far as the sender of a mail, and takes it back: none is sent. */
final class SmtpCheck implements Check {
  private final SmtpConfiguration smtp;

  SmtpCheck(SmtpConfiguration smtp) {
    this.smtp = smtp;
  }

  @Override
  public String name() {
    return "smtp";
  }

  @Override
  public Duration every() {
    return Duration.ofMinutes(5);
  }

  @Override
  public List<Finding> look() throws IOException {
    String server = smtp.host() + ":" + smtp.port();
    try (var dialogue = SmtpDialogue.open(smtp)) {
      dialogue.run();
      return List.of(
          smtp.user().isEmpty()
              ? Finding.ok("smtp.fine", server, Map.of("tls", tls()))
              : Finding.ok("smtp.fine-login", server, Map.of("tls", tls(), "user", smtp.user())));
    } catch (SmtpDialogue.Refused refused) {
      Map<String, Object> facts =
          Map.of(
              "fault", refused.getMessage(),
              "from", smtp.from(),
              "seconds", SmtpDialogue.patience(smtp).toSeconds());
      if (refused.silent()) {
        return List.of(Finding.error("smtp.silent", server, facts));
      }
      return List.of(
          switch (refused.step()) {
            case CONNECT -> Finding.error("smtp.away", server, facts);
            case GREETING -> Finding.error("smtp.refuses", server, facts);
            case TLS -> Finding.error("smtp.tls", server, facts);
            case LOGIN -> Finding.error("smtp.login", server, facts);
            case SENDER -> Finding.error("smtp.sender", server, facts);
          });
    }
  }

  private String tls() {
    return switch (smtp.tls()) {
      case OFF -> "off";
      case STARTTLS -> "STARTTLS";
      case IMPLICIT -> "TLS";
    };
  }
}
