package natsuin.testkit;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands before a mail server and misbehaves as those do. */
public final class MailGate implements AutoCloseable {
  /** How it misbehaves. */
  public enum Trouble {
    NONE,
    /** Asks to come again: 421 to who connects. */
    COME_AGAIN,
    /** Defers each recipient: 450. */
    DEFERS,
    /** Serves nobody: 554 to who connects. */
    SERVES_NOBODY,
    /** Relays for nobody: 554 5.7.1 to each recipient. */
    NO_RELAYING,
    /** Takes the line and says nothing. */
    HANGS,
    /** Takes the whole mail, which arrives, and breaks the line before it says so. */
    CUTS_AFTER_DATA
  }

  private final AtomicInteger troubled = new AtomicInteger();
  private volatile Trouble trouble = Trouble.NONE;
  private final Door door = new Door(this::welcome);

  /** Leads to the server on this port of the loopback. */
  public void before(int port) {
    door.before(port);
  }

  /** Where it listens, on the loopback. */
  public int port() {
    return door.port();
  }

  /** From now on; lines that hang are let go. */
  public void be(Trouble what) {
    trouble = what;
    troubled.set(0);
    if (what != Trouble.HANGS) {
      door.breakLines();
    }
  }

  /** How many were troubled since {@link #be}. */
  public int troubled() {
    return troubled.get();
  }

  private void welcome(Socket client) {
    var now = trouble;
    Thread.ofVirtual().start(() -> serve(client, now));
  }

  private void serve(Socket client, Trouble now) {
    door.entered(client);
    try (client) {
      switch (now) {
        case COME_AGAIN -> refuse(client, "421 4.3.2 come again later\r\n");
        case SERVES_NOBODY -> refuse(client, "554 5.3.2 no mail is taken here\r\n");
        case HANGS -> {
          troubled.incrementAndGet();
          client.getInputStream().transferTo(OutputStream.nullOutputStream());
        }
        case NONE, DEFERS, NO_RELAYING, CUTS_AFTER_DATA -> converse(client, now);
      }
    } catch (IOException gone) {
      // whoever broke it knows why
    } finally {
      door.left(client);
    }
  }

  private void refuse(Socket client, String words) throws IOException {
    troubled.incrementAndGet();
    say(client, words);
    client.shutdownOutput();
    client.getInputStream().transferTo(OutputStream.nullOutputStream());
  }

  /** One command, one answer: offering no pipelining keeps it so. */
  private void converse(Socket client, Trouble now) throws IOException {
    try (var server = door.server()) {
      var fromClient = new BufferedInputStream(client.getInputStream());
      var fromServer = new BufferedInputStream(server.getInputStream());
      answer(fromServer, client);
      for (var line = line(fromClient); !line.isEmpty(); line = line(fromClient)) {
        String command = line.toUpperCase(java.util.Locale.ROOT);
        if (command.startsWith("RCPT") && now == Trouble.DEFERS) {
          troubled.incrementAndGet();
          say(client, "450 4.2.0 greylisted\r\n");
        } else if (command.startsWith("RCPT") && now == Trouble.NO_RELAYING) {
          troubled.incrementAndGet();
          say(client, "554 5.7.1 relay access denied\r\n");
        } else {
          say(server, line);
          String told = answer(fromServer, client);
          if (command.startsWith("DATA") && told.startsWith("354")) {
            text(fromClient, server);
            if (now == Trouble.CUTS_AFTER_DATA) {
              line(fromServer);
              troubled.incrementAndGet();
              return;
            }
            answer(fromServer, client);
          }
        }
      }
    }
  }

  private static void text(InputStream from, Socket to) throws IOException {
    String line;
    do {
      line = line(from);
      say(to, line);
    } while (!line.isEmpty() && !line.equals(".\r\n"));
  }

  private static String answer(InputStream from, Socket to) throws IOException {
    String line;
    do {
      line = line(from);
      if (!line.contains("PIPELINING")) {
        say(to, line);
      }
    } while (line.length() > 3 && line.charAt(3) == '-');
    return line;
  }

  /** With its end; empty at the end of everything. */
  private static String line(InputStream from) throws IOException {
    var line = new StringBuilder();
    for (int next = from.read(); next >= 0; next = from.read()) {
      line.append((char) next);
      if (next == '\n') {
        break;
      }
    }
    return line.toString();
  }

  private static void say(Socket to, String words) throws IOException {
    to.getOutputStream().write(words.getBytes(StandardCharsets.ISO_8859_1));
    to.getOutputStream().flush();
  }

  @Override
  public void close() {
    door.close();
  }
}
