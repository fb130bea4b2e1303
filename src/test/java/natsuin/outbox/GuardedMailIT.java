package natsuin.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import natsuin.boot.embedded.GuardedMailServer;
import natsuin.boot.embedded.GuardedMailServer.Tls;
import natsuin.kernel.Secret;
import natsuin.testkit.TlsFiles;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** SEC-2, OPS-3: mail by TLS and login, on a real mail server. */
@Timeout(60)
class GuardedMailIT {
  private static final Vertx VERTX = Vertx.vertx();
  private static final String TO = "hanako@example.jp";

  @TempDir Path directory;
  private TlsFiles files;

  @BeforeEach
  void makeKeys() {
    files = TlsFiles.ofLocalhost(directory.resolve("right"));
  }

  @AfterAll
  static void close() {
    VERTX.close().await();
  }

  @ParameterizedTest
  @EnumSource(names = {"STARTTLS", "IMPLICIT"})
  @DisplayName("A mail goes over TLS after a login")
  void goes(Tls tls) {
    try (var server = new GuardedMailServer(tls, files.context())) {
      send(server, tls, files.certificate(), GuardedMailServer.PASSWORD);
      assertThat(server.mails()).containsExactly(TO);
      assertThat(server.logins())
          .containsOnly(GuardedMailServer.USER + ":" + GuardedMailServer.PASSWORD);
    }
  }

  @Test
  @DisplayName("A wrong password: the mail waits")
  void wrongPassword() {
    try (var server = new GuardedMailServer(Tls.STARTTLS, files.context())) {
      assertThatThrownBy(() -> send(server, Tls.STARTTLS, files.certificate(), "wrong"))
          .isNotNull();
      assertThat(server.mails()).isEmpty();
    }
  }

  @Test
  @DisplayName("Attack: STARTTLS taken out of the greeting: neither mail nor password goes out")
  void stripped() {
    try (var server = new GuardedMailServer(Tls.STRIPPED, files.context())) {
      assertThatThrownBy(
              () -> send(server, Tls.STARTTLS, files.certificate(), GuardedMailServer.PASSWORD))
          .isNotNull();
      assertThat(server.mails()).isEmpty();
      assertThat(server.logins()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"STARTTLS", "IMPLICIT"})
  @DisplayName("Attack: a stranger's certificate, or another name: neither mail nor password")
  void stranger(Tls tls) {
    var stranger = TlsFiles.ofLocalhost(directory.resolve("stranger"));
    refused(tls, stranger, files);
    var elsewhere = TlsFiles.of(directory.resolve("elsewhere"), "dns:elsewhere.example.jp");
    refused(tls, elsewhere, elsewhere);
  }

  private void refused(Tls tls, TlsFiles shown, TlsFiles trusted) {
    try (var server = new GuardedMailServer(tls, shown.context())) {
      assertThatThrownBy(() -> send(server, tls, trusted.certificate(), GuardedMailServer.PASSWORD))
          .isNotNull();
      assertThat(server.mails()).isEmpty();
      assertThat(server.logins()).isEmpty();
    }
  }

  @Test
  @DisplayName("OPS-7: a login without TLS is a fault of the configuration")
  void inTheClear() {
    assertThatThrownBy(() -> configuration(1, SmtpConfiguration.Tls.OFF, "", "x"))
        .hasMessageContaining("a login needs tls");
  }

  private static void send(GuardedMailServer server, Tls tls, Path trusted, String password) {
    var how = tls == Tls.IMPLICIT ? SmtpConfiguration.Tls.IMPLICIT : SmtpConfiguration.Tls.STARTTLS;
    var sender =
        new MailSender(VERTX, configuration(server.port(), how, trusted.toString(), password));
    try {
      sender.send(UUID.randomUUID(), TO, "件名", "本文", Instant.EPOCH).await();
    } finally {
      sender.close().await();
    }
  }

  private static SmtpConfiguration configuration(
      int port, SmtpConfiguration.Tls tls, String trusted, String password) {
    return new SmtpConfiguration(
        "localhost",
        port,
        tls,
        GuardedMailServer.USER,
        new Secret(password),
        trusted,
        "bank@bank.example.jp",
        1,
        Duration.ofSeconds(5));
  }
}
