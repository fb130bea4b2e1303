package natsuin.boot.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import natsuin.kernel.FreePort;
import natsuin.outbox.SmtpConfiguration;
import org.subethamail.smtp.server.SMTPServer;

/** A mail server on the loopback that delivers nothing: every mail lands in one mailbox. */
public final class MailCatcher implements AutoCloseable {
  private static final int LARGEST_MAIL = 20 << 20;
  private final Mailbox mailbox;
  private SMTPServer server;

  private MailCatcher(Mailbox mailbox, SMTPServer server) {
    this.mailbox = mailbox;
    this.server = server;
  }

  /** Starts it on a free port; the mailbox is kept in the directory. */
  public static MailCatcher start(Path directory, InstantSource clock) throws IOException {
    var mailbox = Mailbox.open(directory, clock);
    return new MailCatcher(mailbox, listen(mailbox, FreePort.onLoopback()));
  }

  private static SMTPServer listen(Mailbox mailbox, int port) {
    var server =
        SMTPServer.port(port)
            .bindAddress(InetAddress.getLoopbackAddress())
            .hostName("localhost")
            .maxMessageSize(LARGEST_MAIL)
            .messageHandler((context, from, to, message) -> mailbox.add(to, message))
            .build();
    server.start();
    return server;
  }

  /** Listens again, where it did before; after {@link #close}. */
  public void restart() {
    server = listen(mailbox, server.getPortAllocated());
  }

  /** What was caught. */
  public Mailbox mailbox() {
    return mailbox;
  }

  /** How the program reaches it. */
  public SmtpConfiguration configuration(SmtpConfiguration like) {
    return like.at("127.0.0.1", server.getPortAllocated());
  }

  @Override
  public void close() {
    server.stop();
  }
}
