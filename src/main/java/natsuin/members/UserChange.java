package natsuin.members;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.LocalDate;
import natsuin.users.Details;
import natsuin.users.User;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a user when a form is taken.
 *
 * @param renamed the name that stands in the certificate, or that was checked for it, is another
 * @param mailMoved mails go to another address
 */
record UserChange(User before, User after, boolean renamed, boolean mailMoved) {

  /** The user with the form's values; role, organization and MyPageID stay what they are. */
  static UserChange of(User before, JsonObject values, Instant now) {
    String email = values.getString("email");
    boolean moved = !email.equalsIgnoreCase(before.email());
    var after =
        new User(
            before.id(),
            before.organization(),
            before.mypageId(),
            email,
            values.getString("familyName"),
            values.getString("givenName"),
            values.getString("familyLatin"),
            values.getString("givenLatin"),
            values.getString("title", ""),
            before.role(),
            before.language(),
            before.passwordExpiresAt(),
            before.lockedUntil(),
            details(values),
            new User.Life(
                moved ? now : before.life().emailUnconfirmedSince(),
                before.life().firstLoginAt(),
                before.life().deletedAt(),
                before.life().version()));
    boolean renamed =
        !(before.name().equals(after.name()) && before.nameLatin().equals(after.nameLatin()));
    return new UserChange(before, after, renamed, moved);
  }

  /** What both forms for people hold beside names and address. */
  static Details details(JsonObject values) {
    return new Details(
        values.getString("familyKana"),
        values.getString("givenKana"),
        day(values.getString("birthDate")),
        values.getString("mobile", ""),
        values.getString("department", ""),
        values.getBoolean("personalSignature", false));
  }

  private static @Nullable LocalDate day(@Nullable String text) {
    return text == null ? null : LocalDate.parse(text);
  }
}
