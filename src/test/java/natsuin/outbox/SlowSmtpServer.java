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
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A mail server that takes every mail, after it has thought about it for a while. */
final class SlowSmtpServer implements AutoCloseable {
  private final ServerSocket socket;
  private final Duration thinks;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final CountDownLatch answered = new CountDownLatch(1);
  private final List<String> taken = new CopyOnWriteArrayList<>();

  SlowSmtpServer(int port, Duration thinks) throws IOException {
    this.thinks = thinks;
    this.socket = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  /** Who got a mail, as often as he got one. */
  List<String> taken() {
    return taken;
  }

  /** Once it has said of a mail that it is taken. */
  CountDownLatch answered() {
    return answered;
  }

  @Override
  public void close() throws IOException {
    closed.countDown();
    socket.close();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        Thread.ofVirtual().start(() -> converse(client));
      } catch (IOException gone) {
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
      say(out, "220 slow");
      String to = "";
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.startsWith("RCPT")) {
          to = line;
          say(out, "250 fine");
        } else if (line.startsWith("DATA")) {
          say(out, "354 go on");
          String text = in.readLine();
          while (text != null && !text.equals(".")) {
            text = in.readLine();
          }
          taken.add(to);
          closed.await(thinks.toMillis(), TimeUnit.MILLISECONDS);
          say(out, "250 taken");
          answered.countDown();
        } else if (line.startsWith("QUIT")) {
          say(out, "221 bye");
          return;
        } else {
          say(out, "250 fine");
        }
      }
    } catch (IOException | InterruptedException gone) {
      return; // the other side hung up, as it may
    }
  }

  private static void say(OutputStream out, String line) throws IOException {
    out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }
}
