package natsuin.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Thousands of browsers that do nothing but read frames and note when which one came. */
public final class LiveCrowd {
  private static final int AT_ONCE = 64;
  private static final byte[] SEQ = "\"seq\":".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] AFTER = "\"after\":".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] SNAPSHOT = "{\"op\":\"snapshot\"".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] READY = "{\"op\":\"ready\"".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] DENIED = "{\"op\":\"denied\"".getBytes(StandardCharsets.US_ASCII);
  private static final int NUMBERS_WITHIN = 260;

  /** A frame that came: the changes after one number up to another. */
  public record Arrival(String topic, long after, long seq, long nanoTime) {}

  /** Every frame that came. */
  public final ConcurrentLinkedQueue<Arrival> arrivals = new ConcurrentLinkedQueue<>();

  /** How many have their first frame, or their socket where bare. */
  public final AtomicInteger begun = new AtomicInteger();

  /** One event as it came: what the bare server is given to write. */
  final AtomicReference<String> lastEvent = new AtomicReference<>("");

  /** Why sockets were closed by the server. */
  final ConcurrentLinkedQueue<String> lost = new ConcurrentLinkedQueue<>();

  private final NetClient client;
  private final int port;

  /** Of a server on this machine. */
  public LiveCrowd(Vertx vertx, int port) {
    this.client = vertx.createNetClient(new NetClientOptions().setConnectTimeout(60_000));
    this.port = port;
  }

  /** A browser, and where it looks. */
  public record Seat(String topic, String path, String cookie, boolean subscribes) {}

  /** Connects all of them, and waits until each has its first frame, or its socket where bare. */
  public void connect(List<Seat> seats) throws InterruptedException {
    Semaphore slots = new Semaphore(AT_ONCE);
    List<Future<?>> all = new ArrayList<>();
    for (Seat seat : seats) {
      slots.acquire();
      all.add(
          client
              .connect(port, "localhost")
              .onSuccess(socket -> new Reader(seat, socket, slots::release).start())
              .onFailure(fault -> slots.release()));
    }
    Future.all(all).await();
  }

  private final class Reader {
    private final Seat seat;
    private final NetSocket socket;
    private Buffer rest = Buffer.buffer();
    private final Runnable connected;
    private boolean open;

    Reader(Seat seat, NetSocket socket, Runnable connected) {
      this.seat = seat;
      this.socket = socket;
      this.connected = connected;
    }

    void start() {
      socket.handler(this::read);
      socket.write(
          """
          GET %s HTTP/1.1
          Host: localhost:%d
          Origin: http://localhost:%d
          Cookie: natsuin_staff=%s
          Connection: Upgrade
          Upgrade: websocket
          Sec-WebSocket-Version: 13
          Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==

          """
              .formatted(seat.path(), port, port, seat.cookie())
              .replace("\n", "\r\n"));
    }

    private void read(Buffer some) {
      long now = System.nanoTime();
      Buffer all = rest.length() == 0 ? some : rest.appendBuffer(some);
      int at = open ? 0 : handshake(all);
      while (true) {
        int length = at < 0 ? -1 : frameEnd(all, at) - at;
        if (length < 0) {
          break;
        }
        take(all, at, at + length, now);
        at += length;
      }
      rest =
          at < 0
              ? all.copy()
              : at == all.length() ? Buffer.buffer() : all.getBuffer(at, all.length());
    }

    private int handshake(Buffer all) {
      int end = all.toString(StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n");
      if (end < 0) {
        return -1;
      }
      if (!all.getString(0, 12).equals("HTTP/1.1 101")) {
        throw new IllegalStateException(all.toString());
      }
      open = true;
      connected.run();
      if (!seat.subscribes()) {
        begun.incrementAndGet();
      }
      return end + 4;
    }

    /** Where the frame that begins there ends; less than that if it is not all there yet. */
    private int frameEnd(Buffer all, int at) {
      int have = all.length() - at;
      if (have < 2) {
        return at - 1;
      }
      int first = all.getUnsignedByte(at + 1) & 0x7f;
      int header = first < 126 ? 2 : first == 126 ? 4 : 10;
      if (have < header) {
        return at - 1;
      }
      long length =
          header == 2 ? first : header == 4 ? all.getUnsignedShort(at + 2) : all.getLong(at + 2);
      return have < header + length ? at - 1 : at + header + (int) length;
    }

    private void take(Buffer all, int from, int to, long now) {
      int first = all.getUnsignedByte(from + 1) & 0x7f;
      int begin = from + (first < 126 ? 2 : first == 126 ? 4 : 10);
      if ((all.getUnsignedByte(from) & 0x0f) != 1) {
        lost.add(all.getString(Math.min(begin + 2, to), to));
        return;
      }
      byte[] head = all.getBytes(begin, Math.min(to, begin + NUMBERS_WITHIN));
      if (indexOf(head, SNAPSHOT) == 0) {
        begun.incrementAndGet();
        return;
      }
      if (indexOf(head, READY) == 0) {
        socket.write(masked("{\"op\":\"subscribe\",\"topic\":\"" + seat.topic() + "\"}"));
        return;
      }
      if (indexOf(head, DENIED) == 0) {
        lost.add(new String(head, StandardCharsets.UTF_8));
        return;
      }
      long seq = number(head, SEQ);
      if (seq > 0) {
        long after = number(head, AFTER);
        arrivals.add(new Arrival(seat.topic(), after < 0 ? seq - 1 : after, seq, now));
        if (after < 0 && lastEvent.getPlain().isEmpty()) {
          lastEvent.set(all.getString(begin, to));
        }
      }
    }
  }

  private static long number(byte[] text, byte[] name) {
    int at = indexOf(text, name);
    if (at < 0) {
      return -1;
    }
    long number = 0;
    for (int i = at + name.length; i < text.length && text[i] >= '0' && text[i] <= '9'; i++) {
      number = number * 10 + text[i] - '0';
    }
    return number;
  }

  private static int indexOf(byte[] text, byte[] part) {
    for (int i = 0; i + part.length <= text.length; i++) {
      int n = 0;
      while (n < part.length && text[i + n] == part[n]) {
        n++;
      }
      if (n == part.length) {
        return i;
      }
    }
    return -1;
  }

  /** A masked text frame (RFC 6455, 5.2) with a mask of zeros, shorter than 126 bytes. */
  private static Buffer masked(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    return Buffer.buffer()
        .appendByte((byte) 0x81)
        .appendByte((byte) (0x80 | bytes.length))
        .appendInt(0)
        .appendBytes(bytes);
  }
}
