package natsuin.passwords;

import io.vertx.core.json.JsonObject;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.List;
import natsuin.fields.Forms;
import natsuin.kernel.Failure.FieldError;

/** What a new password must be (LOGIN-2); the rules themselves are the form's. */
public enum PasswordPolicy {
  /** 10 to 16 half-width characters with an upper-case letter, a lower-case letter and a digit. */
  GUIDE("password"),
  /** 12 to 128 characters of any script, no composition, a blocklist (NIST SP 800-63B-4). */
  MODERN("password-modern");

  private static final String FIELD = "new";

  private final String form;

  PasswordPolicy(String form) {
    this.form = form;
  }

  /** What is wrong with it, at the field {@code new}; empty where nothing is. */
  public List<FieldError> faults(String password) {
    var input = new JsonObject().put(FIELD, password);
    return Forms.load().form(form).take(input, LocalDate.EPOCH).errors().stream()
        .filter(error -> error.field().equals(FIELD))
        .toList();
  }

  /** The same word typed on another system is the same word, when set and when entered. */
  public static String plain(String password) {
    return Normalizer.normalize(password, Normalizer.Form.NFC);
  }
}
