package natsuin.scanner;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;

/**
 * A scripted socket that plays clamd; it finds the test virus as it should, and lies about files.
 */
public final class LyingClamd implements AutoCloseable {
  /** What it does with the bytes of a file. */
  public enum Lie {
    /** Says OK when the first piece has come, and reads on. */
    OK_BEFORE_END,
    /** Its own limit is smaller than the file. */
    LIMIT_EXCEEDED,
    /** An error of its own. */
    ERROR_ANSWER,
    /** Hangs up without a word. */
    CLOSED_LINE,
    /** Reads all of it and says nothing. */
    SILENCE,
    /** Says OK about another stream. */
    OK_FOR_OTHER_STREAM,
    /** Says OK and something more. */
    OK_AND_MORE,
    /** Says OK without the end of its line, and hangs up. */
    HALF_AN_OK,
    /** Something that is no answer of clamd. */
    GARBAGE,
    /** Finds a virus, before it has read the file. */
    FOUND_BEFORE_END
  }

  private static final String COMMAND = "zINSTREAM\0";
  private final ServerSocket server;
  private final Lie lie;
  private final boolean blind;

  private LyingClamd(Lie lie, boolean blind) throws IOException {
    this.lie = lie;
    this.blind = blind;
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    var threads = Executors.newVirtualThreadPerTaskExecutor();
    Thread.ofVirtual()
        .start(
            () -> {
              while (!server.isClosed()) {
                try {
                  var socket = server.accept();
                  threads.submit(() -> converse(socket));
                } catch (IOException closed) {
                  return;
                }
              }
            });
  }

  /** One that lies so about every file. */
  public static LyingClamd that(Lie lie) {
    try {
      return new LyingClamd(lie, false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One that says OK to everything, the test virus included. */
  public static LyingClamd blind() {
    try {
      return new LyingClamd(Lie.GARBAGE, true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where it listens. */
  public String address() {
    return "tcp://127.0.0.1:" + server.getLocalPort();
  }

  private Void converse(Socket socket) throws IOException {
    try (socket) {
      var in = new DataInputStream(socket.getInputStream());
      in.readFully(new byte[COMMAND.length()]);
      byte[] first = new byte[in.readInt()];
      in.readFully(first);
      if (blind) {
        drain(in);
        say(socket, "stream: OK\0");
      } else if (new String(first, StandardCharsets.ISO_8859_1).contains("EICAR")) {
        drain(in);
        say(socket, "stream: Test FOUND\0");
      } else {
        lie(socket, in);
      }
    }
    return null;
  }

  private void lie(Socket socket, DataInputStream in) throws IOException {
    switch (lie) {
      case OK_BEFORE_END -> {
        say(socket, "stream: OK\0");
        drain(in);
      }
      case FOUND_BEFORE_END -> {
        say(socket, "stream: Eager FOUND\0");
        drain(in);
      }
      case LIMIT_EXCEEDED -> {
        drain(in);
        say(socket, "INSTREAM size limit exceeded. ERROR\0");
      }
      case ERROR_ANSWER -> {
        drain(in);
        say(socket, "stream: Can't allocate memory ERROR\0");
      }
      case CLOSED_LINE -> drain(in);
      case SILENCE -> {
        drain(in);
        in.read(); // until the other side gives up
      }
      case OK_FOR_OTHER_STREAM -> {
        drain(in);
        say(socket, "/tmp/other-file: OK\0");
      }
      case OK_AND_MORE -> {
        drain(in);
        say(socket, "stream: OK\0stream: OK\0");
      }
      case HALF_AN_OK -> {
        drain(in);
        say(socket, "stream: OK");
      }
      case GARBAGE -> {
        drain(in);
        say(socket, "HTTP/1.1 200 OK\r\n\r\n");
      }
    }
  }

  private static void drain(DataInputStream in) throws IOException {
    for (int length = in.readInt(); length > 0; length = in.readInt()) {
      in.readFully(new byte[length]);
    }
  }

  private static void say(Socket socket, String words) throws IOException {
    socket.getOutputStream().write(words.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
