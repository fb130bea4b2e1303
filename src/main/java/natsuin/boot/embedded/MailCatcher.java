package natsuin.boot.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import natsuin.kernel.FreePort;
import natsuin.outbox.SmtpConfiguration;
import org.subethamail.smtp.server.SMTPServer;

/** A mail server that delivers nothing: every mail lands in one mailbox. */
public final class MailCatcher implements AutoCloseable {
  private static final int LARGEST_MAIL = 20 << 20;
  private final Mailbox mailbox;
  private final InetAddress address;
  private SMTPServer server;

  private MailCatcher(Mailbox mailbox, InetAddress address, int port) {
    this.mailbox = mailbox;
    this.address = address;
    this.server = listen(port);
  }

  /** Starts it on a free port of the loopback; the mailbox is kept in the directory. */
  public static MailCatcher start(Path directory, InstantSource clock) throws IOException {
    return start(directory, clock, EmbeddedServers.LOOPBACK);
  }

  /** Starts it on a free port of that address; the mailbox is kept in the directory. */
  static MailCatcher start(Path directory, InstantSource clock, String host) throws IOException {
    var address = InetAddress.ofLiteral(host);
    return new MailCatcher(Mailbox.open(directory, clock), address, FreePort.on(address));
  }

  private SMTPServer listen(int port) {
    var started =
        SMTPServer.port(port)
            .bindAddress(address)
            .hostName("localhost")
            .maxMessageSize(LARGEST_MAIL)
            .messageHandler((context, from, to, message) -> mailbox.add(to, message))
            .build();
    started.start();
    return started;
  }

  /** Listens again, where it did before; after {@link #close}. */
  public void restart() {
    server = listen(server.getPortAllocated());
  }

  int port() {
    return server.getPortAllocated();
  }

  /** What was caught. */
  public Mailbox mailbox() {
    return mailbox;
  }

  /** How the program reaches it. */
  public SmtpConfiguration configuration(SmtpConfiguration like) {
    return like.at(address.getHostAddress(), port());
  }

  @Override
  public void close() {
    server.stop();
  }
}
