package natsuin.kernel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports for servers that may listen wherever they like. They lie below those that systems give to
 * outgoing connections: a server that is stopped finds its port free when it starts again.
 */
public final class FreePort {
  private static final int FIRST = 16_384;
  private static final int END = 32_768;
  private static final int TRIES = 100;

  private FreePort() {}

  /** One that nobody uses just now on the loopback. */
  public static int onLoopback() {
    return on(InetAddress.getLoopbackAddress());
  }

  /** Whether nobody listens just now at that port of the loopback. */
  public static boolean isFree(int port) {
    try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort() == port;
    } catch (IOException taken) {
      return false;
    }
  }

  /**
   * One that nobody uses just now at that address. By chance: two who ask at once get two.
   *
   * @throws UncheckedIOException if no port is free
   */
  public static int on(InetAddress address) {
    IOException last = new IOException("no port tried");
    for (int i = 0; i < TRIES; i++) {
      int port = ThreadLocalRandom.current().nextInt(FIRST, END);
      try (var socket = new ServerSocket(port, 1, address)) {
        return socket.getLocalPort();
      } catch (IOException taken) {
        last = taken;
      }
    }
    throw new UncheckedIOException(last);
  }
}
