package natsuin.passwords;

import java.text.Normalizer;
import java.util.List;
import natsuin.fields.Forms;
import natsuin.kernel.Failure.FieldError;

/** What a portal's new passwords must be (LOGIN-2, EMP-2); the rules themselves are the form's. */
public final class PasswordPolicy {
  private static final String FIELD = "new";

  private final Forms forms;
  private final String type;

  /** By the type of that name, as {@link PasswordRules#type} made it. */
  PasswordPolicy(Forms forms, String type) {
    this.forms = forms;
    this.type = type;
  }

  /** What is wrong with it, at the field {@code new}; empty where nothing is. */
  public List<FieldError> faults(String password) {
    return faults(FIELD, password);
  }

  /** What is wrong with it, at a field of that name. */
  public List<FieldError> faults(String field, String password) {
    return forms.faults(type, field, password);
  }

  /** The same word typed on another system is the same word, when set and when entered. */
  public static String plain(String password) {
    return Normalizer.normalize(password, Normalizer.Form.NFC);
  }
}
