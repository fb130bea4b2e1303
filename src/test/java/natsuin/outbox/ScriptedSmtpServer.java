package natsuin.outbox;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A mail server that answers each mail as the script says, on real sockets. */
final class ScriptedSmtpServer implements AutoCloseable {
  /** Close the line without an answer. */
  static final String HANG_UP = "";

  /** Say nothing, and keep the line open. */
  static final String SILENCE = "silence";

  private final ServerSocket socket;
  private final List<Socket> clients = new CopyOnWriteArrayList<>();
  private final Queue<String> script;
  private final List<String> mails = new CopyOnWriteArrayList<>();
  private final List<String> recipients = new CopyOnWriteArrayList<>();
  private final Duration thinks;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final CountDownLatch answered = new CountDownLatch(1);

  /**
   * Listens, and answers without delay.
   *
   * @param answers to each mail after its last line, in order; afterwards all are taken
   */
  ScriptedSmtpServer(int port, String... answers) throws IOException {
    this(port, Duration.ZERO, answers);
  }

  /** The same; of each mail it thinks for so long before it answers. */
  ScriptedSmtpServer(int port, Duration thinks, String... answers) throws IOException {
    this.thinks = thinks;
    this.script = new ArrayDeque<>(List.of(answers));
    this.socket = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  /** The mails as they came, headers included, whatever the answer was. */
  List<String> mails() {
    return mails;
  }

  /** Who got a mail, as often as he got one. */
  List<String> recipients() {
    return recipients;
  }

  /** Once it has answered a mail. */
  CountDownLatch answered() {
    return answered;
  }

  @Override
  public void close() throws IOException {
    closed.countDown();
    socket.close();
    for (Socket client : clients) {
      client.close();
    }
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        clients.add(client);
        Thread.ofVirtual().start(() -> converse(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void converse(Socket client) {
    try (client;
        var in =
            new BufferedReader(
                new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8))) {
      OutputStream out = client.getOutputStream();
      say(out, "220 scripted");
      String to = "";
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.startsWith("RCPT")) {
          to = line;
          say(out, "250 fine");
        } else if (line.startsWith("DATA")) {
          say(out, "354 go on");
          mails.add(readMail(in));
          recipients.add(to);
          closed.await(thinks.toMillis(), TimeUnit.MILLISECONDS);
          String answer = next();
          if (answer.equals(HANG_UP)) {
            return;
          }
          if (!answer.equals(SILENCE)) {
            say(out, answer);
          }
          answered.countDown();
        } else if (line.startsWith("QUIT")) {
          say(out, "221 bye");
          return;
        } else {
          say(out, "250 fine");
        }
      }
    } catch (IOException | InterruptedException gone) {
      // The other side hung up, as it may.
      clients.remove(client);
    }
  }

  private synchronized String next() {
    String answer = script.poll();
    return answer == null ? "250 taken" : answer;
  }

  private static String readMail(BufferedReader in) throws IOException {
    var mail = new StringBuilder();
    for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
      mail.append(line).append('\n');
    }
    return mail.toString();
  }

  private static void say(OutputStream out, String line) throws IOException {
    out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }
}
