package natsuin.outbox;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.StartTLSOptions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** Speaks SMTP: one plain text mail in UTF-8 at a time. */
final class MailSender {
  private final MailClient client;
  private final SmtpConfiguration configuration;
  private final String domain;

  MailSender(Vertx vertx, SmtpConfiguration configuration) {
    this.configuration = configuration;
    this.domain = configuration.from().replaceAll("^.*@|>.*$", "");
    this.client = MailClient.create(vertx, options(configuration));
  }

  /** Completes when the server has taken the mail. The same row has the same Message-ID always. */
  Future<Void> send(UUID id, String to, String subject, String body, Instant written) {
    var message =
        new MailMessage()
            .setFrom(configuration.from())
            .setTo(to)
            .setSubject(subject)
            .setText(body)
            .setHeaders(headers(id, written));
    return client
        .sendMail(message)
        .timeout(configuration.answerWithin().toMillis(), TimeUnit.MILLISECONDS)
        .mapEmpty();
  }

  Future<Void> close() {
    return client.close();
  }

  private MultiMap headers(UUID id, Instant written) {
    return MultiMap.caseInsensitiveMultiMap()
        .add("Message-ID", "<" + id + "@" + domain + ">")
        .add("Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(written.atOffset(ZoneOffset.UTC)))
        .add("Auto-Submitted", "auto-generated");
  }

  private static MailConfig options(SmtpConfiguration configuration) {
    boolean login = !configuration.user().isEmpty();
    var options =
        new MailConfig(configuration.host(), configuration.port())
            .setMaxPoolSize(configuration.connections())
            // A connection for each mail: none that has gone stale in between.
            .setKeepAlive(false)
            .setConnectTimeout((int) configuration.answerWithin().toMillis())
            // A server that falls silent must not keep its connection from the mails that follow.
            .setIdleTimeout((int) configuration.answerWithin().toMillis())
            .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
            .setUserAgent("natsuin")
            .setLogin(login ? LoginOption.REQUIRED : LoginOption.DISABLED);
    if (login) {
      options.setUsername(configuration.user()).setPassword(configuration.password().value());
    }
    if (!configuration.tlsCaFile().isEmpty()) {
      options.setTrustOptions(new PemTrustOptions().addCertPath(configuration.tlsCaFile()));
    }
    // The server's name is checked because no algorithm is named here: of one that is, "HTTPS" too,
    // the mail client (5.0.8) makes none.
    return switch (configuration.tls()) {
      case OFF -> options.setStarttls(StartTLSOptions.DISABLED);
      case STARTTLS -> options.setStarttls(StartTLSOptions.REQUIRED);
      case IMPLICIT -> options.setSsl(true);
    };
  }
}
