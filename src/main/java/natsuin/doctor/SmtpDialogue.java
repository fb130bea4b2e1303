package natsuin.doctor;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import natsuin.outbox.SmtpConfiguration;
import natsuin.outbox.SmtpConfiguration.Tls;
import natsuin.pki.Pem;

/** As much of SMTP (RFC 5321) as it takes to be let in: greeting, STARTTLS, login; no mail. */
final class SmtpDialogue implements AutoCloseable {
  private static final int LONGEST_LINE = 1024;
  private final SmtpConfiguration smtp;
  private Socket socket;
  private BufferedReader in;

  /** How far it came. */
  enum Step {
    CONNECT,
    GREETING,
    TLS,
    LOGIN
  }

  /** Something else than what should come came, or nothing. */
  static final class Refused extends IOException {
    private static final long serialVersionUID = 1;
    private final Step step;

    Refused(Step step, String words) {
      super(words);
      this.step = step;
    }

    Step step() {
      return step;
    }
  }

  private SmtpDialogue(SmtpConfiguration smtp, Socket socket) throws IOException {
    this.smtp = smtp;
    this.socket = socket;
    this.in = reader(socket);
  }

  static SmtpDialogue open(SmtpConfiguration smtp) throws IOException {
    var socket = new Socket();
    int patience = (int) smtp.answerWithin().toMillis();
    try {
      socket.connect(new InetSocketAddress(smtp.host(), smtp.port()), patience);
      socket.setSoTimeout(patience);
      return new SmtpDialogue(smtp, socket);
    } catch (IOException away) {
      socket.close();
      throw new Refused(Step.CONNECT, Faults.told(away));
    }
  }

  /** Goes through all of it. */
  void run() throws IOException {
    if (smtp.tls() == Tls.IMPLICIT) {
      encrypt();
    }
    answer(Step.GREETING, "220");
    var offers = hello();
    if (smtp.tls() == Tls.STARTTLS) {
      if (!offers.contains("STARTTLS")) {
        throw new Refused(Step.TLS, "STARTTLS is not offered");
      }
      say("STARTTLS");
      answer(Step.TLS, "220");
      encrypt();
      offers = hello();
    }
    if (!smtp.user().isEmpty()) {
      login(offers);
    }
    say("QUIT");
  }

  private Set<String> hello() throws IOException {
    say("EHLO natsuin");
    var offers = new LinkedHashSet<String>();
    for (String line : answer(Step.GREETING, "250")) {
      offers.add(line.strip().toUpperCase(Locale.ROOT));
    }
    return offers;
  }

  private void login(Set<String> offers) throws IOException {
    boolean plain =
        offers.stream().anyMatch(line -> line.startsWith("AUTH") && line.contains("PLAIN"));
    if (plain) {
      say("AUTH PLAIN " + base64("\0" + smtp.user() + "\0" + smtp.password().value()));
    } else {
      say("AUTH LOGIN");
      answer(Step.LOGIN, "334");
      say(base64(smtp.user()));
      answer(Step.LOGIN, "334");
      say(base64(smtp.password().value()));
    }
    answer(Step.LOGIN, "235");
  }

  private void encrypt() throws IOException {
    try {
      var secured =
          (SSLSocket)
              context().getSocketFactory().createSocket(socket, smtp.host(), smtp.port(), true);
      var parameters = secured.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      secured.setSSLParameters(parameters);
      secured.startHandshake();
      socket = secured;
      in = reader(secured);
    } catch (IOException | GeneralSecurityException e) {
      throw new Refused(Step.TLS, Faults.told(e));
    }
  }

  private SSLContext context() throws GeneralSecurityException, IOException {
    var context = SSLContext.getInstance("TLS");
    if (smtp.tlsCaFile().isEmpty()) {
      context.init(null, null, null);
      return context;
    }
    var trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    int number = 0;
    for (var certificate : Pem.readCertificates(Files.readString(Path.of(smtp.tlsCaFile())))) {
      trusted.setCertificateEntry("ca" + number++, certificate);
    }
    var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    context.init(null, managers.getTrustManagers(), null);
    return context;
  }

  private void say(String line) throws IOException {
    socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    socket.getOutputStream().flush();
  }

  /** The lines of an answer without its code, which has to be this one. */
  private Set<String> answer(Step step, String code) throws IOException {
    var lines = new LinkedHashSet<String>();
    try {
      String line;
      do {
        line = in.readLine();
        if (line == null || line.length() > LONGEST_LINE) {
          throw new Refused(step, "the line was cut");
        }
        if (!line.startsWith(code)) {
          throw new Refused(step, line);
        }
        lines.add(line.substring(Math.min(line.length(), 4)));
      } while (line.startsWith(code + "-"));
      return lines;
    } catch (Refused known) {
      throw known;
    } catch (IOException silent) {
      throw new Refused(step, Faults.told(silent));
    }
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static BufferedReader reader(Socket socket) throws IOException {
    return new BufferedReader(
        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
