package natsuin.employers;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import natsuin.employers.RegistrationDraft.Entered;
import natsuin.otp.ServerHalves;
import natsuin.vault.BrowserBox;
import natsuin.vault.VaultException;

/**
 * Keeps a registration between its steps: as ciphertext in Redis, which opens only with the key in
 * this browser's cookie and our master key together. On a virtual thread.
 */
final class RegistrationDrafts {
  /** For the form; the code has as long once more. */
  private static final Duration LIFE = Duration.ofMinutes(30);

  private static final int ID = 2 * Long.BYTES;

  private final ServerHalves halves;
  private final BrowserBox box;

  RegistrationDrafts(ServerHalves halves, BrowserBox box) {
    this.halves = halves;
    this.box = box;
  }

  /** Keeps it in place of what the browser carried before; answers what it carries now. */
  String keep(Optional<String> before, RegistrationDraft draft) {
    forget(before);
    UUID id = UUID.randomUUID();
    byte[] plain = json(draft).toBuffer().getBytes();
    var sealed = box.seal(id, plain);
    Arrays.fill(plain, (byte) 0);
    halves.put(id, sealed.kept(), LIFE).await();
    return new Carried(id, sealed.key()).text();
  }

  /** What the browser's text stands for, while it is there. */
  Optional<RegistrationDraft> look(Optional<String> carried) {
    return carried
        .flatMap(Carried::read)
        .flatMap(known -> halves.get(known.id()).await().flatMap(half -> open(known, half)));
  }

  /** It is gone then, where the browser has its key; an ID alone ends nothing. */
  void forget(Optional<String> carried) {
    if (look(carried).isPresent()) {
      carried.flatMap(Carried::read).ifPresent(known -> halves.forget(known.id()).await());
    }
  }

  private Optional<RegistrationDraft> open(Carried carried, byte[] sealed) {
    try {
      byte[] plain = box.open(carried.id(), carried.key(), sealed);
      var draft = draft(new JsonObject(Buffer.buffer(plain)));
      Arrays.fill(plain, (byte) 0);
      return Optional.of(draft);
    } catch (VaultException notOurs) {
      return Optional.empty();
    }
  }

  private static JsonObject json(RegistrationDraft draft) {
    var json =
        new JsonObject().put("user", draft.user().toString()).put("initial", draft.initialHash());
    draft
        .entered()
        .ifPresent(
            entered ->
                json.put("userId", entered.userId())
                    .put("password", entered.passwordHash())
                    .put("name", entered.name())
                    .put("email", entered.email())
                    .put("language", entered.language().getLanguage())
                    .put("codeUntil", entered.codeUntil().toString()));
    return json;
  }

  private static RegistrationDraft draft(JsonObject json) {
    Optional<Entered> entered =
        json.containsKey("userId")
            ? Optional.of(
                new Entered(
                    json.getString("userId"),
                    json.getString("password"),
                    json.getString("name"),
                    json.getString("email"),
                    Locale.of(json.getString("language")),
                    Instant.parse(json.getString("codeUntil"))))
            : Optional.empty();
    return new RegistrationDraft(
        UUID.fromString(json.getString("user")), json.getString("initial"), entered);
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Carried(UUID id, byte[] key) {
    String text() {
      byte[] all =
          ByteBuffer.allocate(ID + BrowserBox.KEY)
              .putLong(id.getMostSignificantBits())
              .putLong(id.getLeastSignificantBits())
              .put(key)
              .array();
      return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
    }

    static Optional<Carried> read(String text) {
      byte[] all;
      try {
        all = Base64.getUrlDecoder().decode(text);
      } catch (IllegalArgumentException notOurs) {
        return Optional.empty();
      }
      if (all.length != ID + BrowserBox.KEY) {
        return Optional.empty();
      }
      var buffer = ByteBuffer.wrap(all);
      UUID id = new UUID(buffer.getLong(), buffer.getLong());
      return Optional.of(new Carried(id, Arrays.copyOfRange(all, ID, all.length)));
    }
  }
}
