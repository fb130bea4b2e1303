package natsuin.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import natsuin.kernel.FreePort;

/** A port of the loopback before a server on this machine, and the lines that are open there. */
final class Door implements AutoCloseable {
  private final ServerSocket socket;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile int target;

  /** Each caller is given to the guest, which may not block. */
  Door(Consumer<Socket> guest) {
    try {
      this.socket = new ServerSocket(FreePort.onLoopback(), 200, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofPlatform().daemon().name("door").start(() -> accept(guest));
  }

  void before(int port) {
    target = port;
  }

  int port() {
    return socket.getLocalPort();
  }

  /** A line to the server behind. */
  Socket server() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), target);
  }

  /** A line that breaks with the others. */
  void entered(Socket line) {
    open.add(line);
  }

  void left(Socket line) {
    open.remove(line);
  }

  void breakLines() {
    open.forEach(Door::quietly);
  }

  private void accept(Consumer<Socket> guest) {
    while (!socket.isClosed()) {
      try {
        guest.accept(socket.accept());
      } catch (IOException over) {
        // closed
      }
    }
  }

  static void quietly(Socket line) {
    try {
      line.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    breakLines();
  }
}
