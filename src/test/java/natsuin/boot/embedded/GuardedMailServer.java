package natsuin.boot.embedded;

import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import natsuin.kernel.FreePort;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;

/** A mail server that takes mail only after a login, and says what it saw. */
public final class GuardedMailServer implements AutoCloseable {
  /** The one user. */
  public static final String USER = "natsuin";

  /** Its password. */
  public static final String PASSWORD = "mail-password";

  /** How it speaks TLS. */
  public enum Tls {
    /** After STARTTLS, without which it takes nothing. */
    STARTTLS,
    /** From the first byte. */
    IMPLICIT,
    /** Not at all: somebody on the way took STARTTLS out of the greeting. */
    STRIPPED
  }

  private final SMTPServer server;
  private final List<String> logins = new CopyOnWriteArrayList<>();
  private final List<String> mails = new CopyOnWriteArrayList<>();

  /** Listens on a free port of the loopback. */
  public GuardedMailServer(Tls tls, SSLContext context) {
    var builder =
        SMTPServer.port(FreePort.onLoopback())
            .bindAddress(InetAddress.getLoopbackAddress())
            .hostName("localhost")
            .requireAuth()
            .authenticationHandlerFactory(
                new EasyAuthenticationHandlerFactory(
                    (user, password, context1) -> check(user, password)))
            .messageHandler((context1, from, to, message) -> mails.add(to));
    this.server =
        switch (tls) {
          case STARTTLS -> builder.enableTLS().requireTLS().startTlsSocketFactory(context).build();
          case IMPLICIT -> builder.serverSocketFactory(context).build();
          case STRIPPED -> builder.showAuthCapabilitiesBeforeSTARTTLS(true).build();
        };
    server.start();
  }

  private void check(String user, String password) throws LoginFailedException {
    logins.add(user + ":" + password);
    if (!user.equals(USER) || !password.equals(PASSWORD)) {
      throw new LoginFailedException();
    }
  }

  /** Where it listens. */
  public int port() {
    return server.getPortAllocated();
  }

  /** Who tried to log in, and with what. */
  public List<String> logins() {
    return logins;
  }

  /** To whom the mails went that it took. */
  public List<String> mails() {
    return mails;
  }

  @Override
  public void close() {
    server.stop();
  }
}
