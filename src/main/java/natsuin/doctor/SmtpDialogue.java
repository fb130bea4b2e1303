package natsuin.doctor;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import natsuin.outbox.SmtpConfiguration;
import natsuin.outbox.SmtpConfiguration.Tls;
import natsuin.pki.Pem;

/** As much of SMTP (RFC 5321) as comes before a mail: greeting, STARTTLS, login, sender. */
final class SmtpDialogue implements AutoCloseable {
  private static final int LONGEST_LINE = 1024;
  private static final int MOST_LINES = 100;

  /** A mail is tried as long as is configured; who looks does not wait for all of two minutes. */
  private static final Duration LONGEST = Duration.ofSeconds(12);

  private final SmtpConfiguration smtp;
  private final long end;
  private Socket socket;
  private BufferedReader in;

  /** How far it came. */
  enum Step {
    CONNECT,
    GREETING,
    TLS,
    LOGIN,
    SENDER
  }

  /** Something else than what should come came, or nothing. */
  static final class Refused extends IOException {
    private static final long serialVersionUID = 1;
    private final Step step;
    private final boolean silent;

    Refused(Step step, String words) {
      this(step, words, false);
    }

    Refused(Step step, String words, boolean silent) {
      super(words);
      this.step = step;
      this.silent = silent;
    }

    /** Whether nothing came in time. */
    boolean silent() {
      return silent;
    }

    Step step() {
      return step;
    }
  }

  private SmtpDialogue(SmtpConfiguration smtp, Socket socket, long end) throws IOException {
    this.smtp = smtp;
    this.socket = socket;
    this.end = end;
    this.in = reader(socket);
  }

  static SmtpDialogue open(SmtpConfiguration smtp) throws IOException {
    var socket = new Socket();
    var patience = patience(smtp);
    long end = System.nanoTime() + patience.toNanos();
    try {
      var address = InetAddress.getByName(smtp.host());
      socket.connect(new InetSocketAddress(address, smtp.port()), (int) patience.toMillis());
      return new SmtpDialogue(smtp, socket, end);
    } catch (IOException away) {
      socket.close();
      throw new Refused(Step.CONNECT, Faults.told(away));
    }
  }

  /** How long all of it may take, as a mail may. */
  static Duration patience(SmtpConfiguration smtp) {
    return smtp.answerWithin().compareTo(LONGEST) < 0 ? smtp.answerWithin() : LONGEST;
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
    say("MAIL FROM:<" + sender() + ">");
    answer(Step.SENDER, "250");
    say("RSET");
    answer(Step.SENDER, "250");
    say("QUIT");
  }

  /** Without the name that stands before an address. */
  private String sender() {
    return smtp.from().replaceAll("^.*<|>.*$", "").strip();
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
      secured.setSoTimeout(left());
      secured.startHandshake();
      socket = secured;
      in = reader(secured);
    } catch (SocketTimeoutException silent) {
      throw new Refused(Step.TLS, Faults.told(silent), true);
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
        line = line(step);
        if (!line.startsWith(code)) {
          throw new Refused(step, line);
        }
        lines.add(line.substring(Math.min(line.length(), code.length() + 1)));
      } while (line.startsWith(code + "-") && lines.size() < MOST_LINES);
      return lines;
    } catch (SocketTimeoutException silent) {
      throw new Refused(step, Faults.told(silent), true);
    } catch (Refused known) {
      throw known;
    } catch (IOException broken) {
      throw new Refused(step, Faults.told(broken));
    }
  }

  private String line(Step step) throws IOException {
    var line = new StringBuilder();
    int next;
    do {
      socket.setSoTimeout(left());
      next = in.read();
      if (next < 0 || line.length() > LONGEST_LINE) {
        throw new Refused(step, "the line was cut");
      }
      line.append((char) next);
    } while (next != '\n');
    return line.toString().strip();
  }

  /** Milliseconds. */
  private int left() throws SocketTimeoutException {
    long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
    if (left <= 0) {
      throw new SocketTimeoutException("no answer in time");
    }
    return (int) left;
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
