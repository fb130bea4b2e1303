package natsuin.live;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/** A browser that opens a socket, asks and asks, and never reads an answer. */
final class DeafClient implements AutoCloseable {
  private final Socket socket = new Socket();
  private final CountDownLatch hungUp = new CountDownLatch(1);
  private final byte[] pings;

  /** Connects with the smallest buffer that the system grants. */
  DeafClient(URI http, String portal, String cookie) throws IOException {
    socket.setReceiveBufferSize(2048);
    socket.connect(new InetSocketAddress("localhost", http.getPort()));
    String handshake =
        """
        GET /api/live?portal=%1$s HTTP/1.1
        Host: %2$s
        Origin: http://%2$s
        Cookie: natsuin_%1$s=%3$s
        Connection: Upgrade
        Upgrade: websocket
        Sec-WebSocket-Version: 13
        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==

        """
            .formatted(portal, http.getAuthority(), cookie)
            .replace("\n", "\r\n");
    socket.getOutputStream().write(handshake.getBytes(StandardCharsets.US_ASCII));
    byte[] status = socket.getInputStream().readNBytes("HTTP/1.1 101".length());
    if (!new String(status, StandardCharsets.US_ASCII).endsWith("101")) {
      throw new AssertionError(new String(status, StandardCharsets.US_ASCII));
    }
    pings = frames(1_000);
  }

  /** Masked text frames (RFC 6455, 5.2) with a mask of zeros. */
  private static byte[] frames(int count) {
    byte[] text = "{\"op\":\"ping\"}".getBytes(StandardCharsets.US_ASCII);
    ByteArrayOutputStream frames = new ByteArrayOutputStream();
    for (int i = 0; i < count; i++) {
      frames.writeBytes(new byte[] {(byte) 0x81, (byte) (0x80 | text.length), 0, 0, 0, 0});
      frames.writeBytes(text);
    }
    return frames.toByteArray();
  }

  /** Asks on and on, until this is closed or the server hangs up. */
  void keepsAsking() {
    Thread.startVirtualThread(
        () -> {
          try {
            while (true) {
              socket.getOutputStream().write(pings);
            }
          } catch (IOException over) {
            hungUp.countDown();
          }
        });
  }

  /** Whether the server has ended the connection, though its farewell was never read. */
  boolean isHungUpOn() {
    return hungUp.getCount() == 0;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
