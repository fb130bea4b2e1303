package natsuin.audit;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * SHA-256 over a canonical form: every value carries its kind and length, so that no two different
 * events have the same bytes; keys of objects are sorted, because jsonb forgets their order.
 */
final class AuditHash {
  /** What the first event has as its predecessor. */
  static final byte[] NONE = new byte[32];

  private static final int VERSION = 1;

  private AuditHash() {}

  static byte[] of(
      long seq,
      Instant at,
      String actor,
      String action,
      String subject,
      @Nullable UUID branch,
      JsonObject detail,
      byte[] previous) {
    var bytes = new ByteArrayOutputStream(512);
    try (var out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeInt(previous.length);
      out.write(previous);
      out.writeLong(seq);
      out.writeLong(at.getEpochSecond());
      out.writeInt(at.getNano());
      write(out, actor);
      write(out, action);
      write(out, subject);
      write(out, branch == null ? null : branch.toString());
      write(out, detail);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return sha256(bytes.toByteArray());
  }

  private static void write(DataOutputStream out, @Nullable Object value) throws IOException {
    switch (value) {
      case null -> out.writeByte('0');
      case String text -> text(out, 's', text);
      case Boolean truth -> text(out, 'b', truth.toString());
      case Integer number -> text(out, 'n', number.toString());
      case Long number -> text(out, 'n', number.toString());
      case JsonArray list -> {
        out.writeByte('[');
        out.writeInt(list.size());
        for (int i = 0; i < list.size(); i++) {
          write(out, list.getValue(i));
        }
      }
      case JsonObject object -> {
        out.writeByte('{');
        out.writeInt(object.size());
        for (String key : new TreeSet<>(object.fieldNames())) {
          text(out, 'k', key);
          write(out, object.getValue(key));
        }
      }
      default ->
          throw new IllegalArgumentException(
              "audit detail takes text, whole numbers, truth, lists and objects, not "
                  + value.getClass().getSimpleName());
    }
  }

  private static void text(DataOutputStream out, char kind, String text) throws IOException {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    out.writeByte(kind);
    out.writeInt(utf8.length);
    out.write(utf8);
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
