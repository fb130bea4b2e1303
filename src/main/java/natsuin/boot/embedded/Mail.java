package natsuin.boot.embedded;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Objects;

/**
 * A mail that was caught.
 *
 * @param id names it in this mailbox; rises with every mail
 * @param to the envelope's recipient
 * @param text the plain text part
 */
public record Mail(long id, String to, String from, String subject, Instant at, String text) {

  static Mail parse(long id, String to, Instant at, byte[] message) throws IOException {
    try {
      var mail = new MimeMessage(null, new ByteArrayInputStream(message));
      String from = Objects.requireNonNullElse(mail.getHeader("From", ", "), "");
      return new Mail(
          id,
          to,
          jakarta.mail.internet.MimeUtility.decodeText(from),
          Objects.requireNonNullElse(mail.getSubject(), ""),
          at,
          text(mail));
    } catch (MessagingException e) {
      throw new IOException(e);
    }
  }

  private static String text(Part part) throws MessagingException, IOException {
    if (part.isMimeType("text/plain")) {
      return String.valueOf(part.getContent());
    }
    if (part.getContent() instanceof Multipart parts) {
      for (int i = 0; i < parts.getCount(); i++) {
        BodyPart inner = parts.getBodyPart(i);
        String text = text(inner);
        if (!text.isEmpty()) {
          return text;
        }
      }
    }
    return "";
  }
}
