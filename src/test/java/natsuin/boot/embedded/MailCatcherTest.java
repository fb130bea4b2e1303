package natsuin.boot.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Properties;
import natsuin.kernel.Secret;
import natsuin.outbox.SmtpConfiguration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailCatcherTest {
  private static final SmtpConfiguration ANY =
      new SmtpConfiguration(
          "",
          1,
          SmtpConfiguration.Tls.OFF,
          "",
          new Secret(""),
          "",
          "bank@bank.example.jp",
          1,
          Duration.ofSeconds(1));

  @TempDir Path directory;

  @Test
  @DisplayName(
      "OPS-7: Japanese mails are read as they were written, newest first, also after a restart")
  void keepsMails() throws Exception {
    try (var catcher = MailCatcher.start(directory, Clock.systemUTC())) {
      int port = catcher.configuration(ANY).port();
      send(port, "hanako@example.jp", "認証コードのお知らせ", "認証コード\n123456\n");
      send(port, "taro@example.jp", "ほかの人", "x");
      send(port, "Hanako@example.jp", "二通目", "①髙﨑");
      assertThat(catcher.mailbox().to("hanako@example.jp"))
          .extracting(Mail::subject)
          .containsExactly("二通目", "認証コードのお知らせ");
    }
    try (var again = MailCatcher.start(directory, Clock.systemUTC())) {
      var mails = again.mailbox().to("hanako@example.jp");
      assertThat(mails).extracting(Mail::subject).containsExactly("二通目", "認証コードのお知らせ");
      assertThat(mails.getFirst().text()).contains("①髙﨑");
      assertThat(mails.getFirst().from()).contains("サンプル銀行").contains("bank@bank.example.jp");
      assertThat(again.mailbox().to("")).hasSize(3);
    }
  }

  private static void send(int port, String to, String subject, String text)
      throws MessagingException, java.io.UnsupportedEncodingException {
    var properties = new Properties();
    properties.put("mail.smtp.host", "127.0.0.1");
    properties.put("mail.smtp.port", Integer.toString(port));
    var mail = new MimeMessage(Session.getInstance(properties));
    String utf8 = StandardCharsets.UTF_8.name();
    mail.setFrom(new InternetAddress("bank@bank.example.jp", "サンプル銀行", utf8));
    mail.setRecipient(Message.RecipientType.TO, new InternetAddress(to));
    mail.setSubject(subject, utf8);
    var plain = new MimeBodyPart();
    plain.setText(text, utf8);
    var html = new MimeBodyPart();
    html.setText("<p>html</p>", utf8, "html");
    mail.setContent(new MimeMultipart("alternative", plain, html));
    Transport.send(mail);
  }
}
