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
    var movedOnly = moved(before, values.getString("email"), now);
    var after =
        new User(
            before.id(),
            before.organization(),
            before.mypageId(),
            movedOnly.after().email(),
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
            movedOnly.after().life());
    boolean renamed =
        !(before.name().equals(after.name()) && before.nameLatin().equals(after.nameLatin()));
    return new UserChange(before, after, renamed, movedOnly.mailMoved());
  }

  /** The user with another mail address, which has to prove itself at the next login (LOGIN-6). */
  static UserChange moved(User before, String email, Instant now) {
    boolean moved = !email.equalsIgnoreCase(before.email());
    var life = before.life();
    var after =
        new User(
            before.id(),
            before.organization(),
            before.mypageId(),
            email,
            before.familyName(),
            before.givenName(),
            before.familyLatin(),
            before.givenLatin(),
            before.title(),
            before.role(),
            before.language(),
            before.passwordExpiresAt(),
            before.lockedUntil(),
            before.details(),
            new User.Life(
                moved ? now : life.emailUnconfirmedSince(),
                life.firstLoginAt(),
                life.deletedAt(),
                life.version()));
    return new UserChange(before, after, false, moved);
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
