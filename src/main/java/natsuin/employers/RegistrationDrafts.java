package natsuin.employers;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import natsuin.employers.RegistrationDraft.Entered;
import natsuin.otp.CarriedSecrets;

/** Keeps a registration between its steps. On a virtual thread. */
final class RegistrationDrafts {
  private final CarriedSecrets secrets;

  RegistrationDrafts(CarriedSecrets secrets) {
    this.secrets = secrets;
  }

  /** Keeps it in place of what the browser carried before; answers what it carries now. */
  String keep(Optional<String> before, RegistrationDraft draft) {
    forget(before);
    return secrets.keep(json(draft).toBuffer().getBytes());
  }

  /** What the browser's text stands for, while it is there. */
  Optional<RegistrationDraft> look(Optional<String> carried) {
    return secrets.look(carried).map(RegistrationDrafts::draft);
  }

  /** It is gone then, where the browser has its key; an ID alone ends nothing. */
  void forget(Optional<String> carried) {
    secrets.forget(carried);
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

  private static RegistrationDraft draft(byte[] plain) {
    var json = new JsonObject(Buffer.buffer(plain));
    Arrays.fill(plain, (byte) 0);
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
}
