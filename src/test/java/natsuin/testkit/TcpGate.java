package natsuin.testkit;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** A line to a server on this machine that can be slow, or away. */
public final class TcpGate implements AutoCloseable {
  private static final int PIECE = 16 * 1024;

  private final AtomicLong passed = new AtomicLong();
  private volatile Duration delay = Duration.ZERO;
  private volatile boolean shut;
  private volatile boolean silent;
  private volatile int forgotten;
  private int lines;
  private final Map<String, String> lies = new ConcurrentHashMap<>();
  private final Door door = new Door(this::welcome);

  /** Leads to the server on this port of the loopback. */
  public void before(int port) {
    door.before(port);
  }

  /** Where it listens, on the loopback. */
  public int port() {
    return door.port();
  }

  /** Each piece on its way to the server is held for so long from now on. */
  public void delay(Duration each) {
    delay = each;
  }

  /** Every line breaks, and none is opened, until {@link #reopen}. */
  public void shut() {
    shut = true;
    door.breakLines();
  }

  /** Lines pass again. */
  public void reopen() {
    shut = false;
    silent = false;
  }

  /** What the server answers is kept back from now on, until {@link #reopen}. */
  public void hush() {
    silent = true;
  }

  /**
   * Where the server says this, something else arrives: a server of another version, or in another
   * state, than can be had here. Protocols that tell lengths want the same length.
   */
  public void lie(String said, String arrives) {
    lies.put(said, arrives);
  }

  /**
   * Nobody hears any more of what is said on lines that are open, nor do they end, as when the
   * machine behind them was exchanged; new lines pass.
   */
  public synchronized void forget() {
    forgotten = lines;
  }

  private synchronized int line() {
    return ++lines;
  }

  /** Bytes that went to the server until now. */
  public long passed() {
    return passed.get();
  }

  private void welcome(Socket client) {
    if (shut) {
      Door.quietly(client);
    } else {
      connect(client);
    }
  }

  private void connect(Socket client) {
    try {
      var server = door.server();
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      door.entered(client);
      door.entered(server);
      int line = line();
      Thread.ofVirtual().start(() -> pump(client, server, true, line));
      Thread.ofVirtual().start(() -> pump(server, client, false, line));
    } catch (IOException away) {
      Door.quietly(client);
    }
  }

  private void pump(Socket from, Socket to, boolean outward, int line) {
    try (from;
        to) {
      byte[] piece = new byte[PIECE];
      int length = from.getInputStream().read(piece);
      while (length >= 0) {
        if (outward) {
          LockSupport.parkNanos(delay.toNanos());
          passed.addAndGet(length);
        }
        if (line > forgotten && (outward || !silent)) {
          to.getOutputStream().write(outward ? Arrays.copyOf(piece, length) : lied(piece, length));
        }
        length = from.getInputStream().read(piece);
      }
    } catch (IOException broken) {
      // so is the other half, by what follows
    } finally {
      door.left(from);
      door.left(to);
    }
  }

  private byte[] lied(byte[] piece, int length) {
    String words = new String(piece, 0, length, StandardCharsets.ISO_8859_1);
    for (var lie : lies.entrySet()) {
      words = words.replace(lie.getKey(), lie.getValue());
    }
    return words.getBytes(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() {
    door.close();
  }
}
