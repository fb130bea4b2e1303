package natsuin.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import natsuin.kernel.FreePort;

/** A line to a server on this machine that can be slow, or away. */
public final class TcpGate implements AutoCloseable {
  private static final int PIECE = 16 * 1024;

  private final ServerSocket door;
  private volatile int target;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicLong passed = new AtomicLong();
  private volatile Duration delay = Duration.ZERO;
  private volatile boolean shut;

  /** Leads nowhere yet. */
  public TcpGate() {
    try {
      var loopback = InetAddress.getLoopbackAddress();
      this.door = new ServerSocket(FreePort.onLoopback(), 200, loopback);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofPlatform().daemon().name("gate").start(this::accept);
  }

  /** Leads to the server on this port of the loopback. */
  public void before(int port) {
    target = port;
  }

  /** Where it listens, on the loopback. */
  public int port() {
    return door.getLocalPort();
  }

  /** Each piece on its way to the server is held for so long from now on. */
  public void delay(Duration each) {
    delay = each;
  }

  /** Every line breaks, and none is opened, until {@link #reopen}. */
  public void shut() {
    shut = true;
    open.forEach(TcpGate::quietly);
  }

  /** Lines pass again. */
  public void reopen() {
    shut = false;
  }

  /** Bytes that went to the server until now. */
  public long passed() {
    return passed.get();
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        var client = door.accept();
        if (shut) {
          quietly(client);
        } else {
          connect(client);
        }
      } catch (IOException over) {
        // the door was closed, or the client has gone
      }
    }
  }

  private void connect(Socket client) {
    try {
      var server = new Socket(InetAddress.getLoopbackAddress(), target);
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      open.add(client);
      open.add(server);
      Thread.ofVirtual().start(() -> pump(client, server, true));
      Thread.ofVirtual().start(() -> pump(server, client, false));
    } catch (IOException away) {
      quietly(client);
    }
  }

  private void pump(Socket from, Socket to, boolean outward) {
    try (from;
        to) {
      byte[] piece = new byte[PIECE];
      int length = from.getInputStream().read(piece);
      while (length >= 0) {
        if (outward) {
          LockSupport.parkNanos(delay.toNanos());
          passed.addAndGet(length);
        }
        to.getOutputStream().write(piece, 0, length);
        length = from.getInputStream().read(piece);
      }
    } catch (IOException broken) {
      // so is the other half, by what follows
    } finally {
      open.remove(from);
      open.remove(to);
    }
  }

  private static void quietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      door.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    open.forEach(TcpGate::quietly);
  }
}
