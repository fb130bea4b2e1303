package natsuin.live;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;

/**
 * A frame for browsers, encoded once however many sockets it goes to: as text, and as the bytes on
 * the wire (RFC 6455, 5.2: one final text frame, which a server does not mask).
 */
final class LiveFrame {
  private static final int FINAL_TEXT = 0x81;
  private static final int LARGEST_SHORT = 125;
  private static final int TWO_BYTES = 126;
  private static final int EIGHT_BYTES = 127;

  private final JsonObject json;
  private final byte[] wire;

  LiveFrame(JsonObject json) {
    this.json = json;
    this.wire = wire(json.encode().getBytes(StandardCharsets.UTF_8));
  }

  JsonObject json() {
    return json;
  }

  /** The bytes on the wire; shared, so never written to. */
  byte[] wire() {
    return wire;
  }

  private static byte[] wire(byte[] text) {
    int header = text.length <= LARGEST_SHORT ? 2 : text.length <= 0xffff ? 4 : 10;
    byte[] wire = new byte[header + text.length];
    wire[0] = (byte) FINAL_TEXT;
    wire[1] = (byte) (header == 2 ? text.length : header == 4 ? TWO_BYTES : EIGHT_BYTES);
    for (int i = header - 1, length = text.length; i >= 2; i--, length >>>= 8) {
      wire[i] = (byte) length;
    }
    System.arraycopy(text, 0, wire, header, text.length);
    return wire;
  }
}
