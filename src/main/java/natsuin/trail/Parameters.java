package natsuin.trail;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import natsuin.kernel.Actor;
import natsuin.kernel.BankTime;
import natsuin.kernel.Failure;
import natsuin.rights.StaffAct;
import natsuin.rights.StaffRights;
import org.jspecify.annotations.Nullable;

/** What the caller asks for; fails as Invalid where it is not understood. */
final class Parameters {
  private static final int MOST = 100;
  private static final int USUAL = 50;
  private static final int LONGEST = 100;
  private final Function<String, @Nullable String> given;

  Parameters(Function<String, @Nullable String> given) {
    this.given = given;
  }

  /** Within what this member of the staff may see; fails as Forbidden or NotFound. */
  Search search(Actor.Staff staff) {
    Optional<UUID> asked = text("branch").map(value -> read("branch", value, UUID::fromString));
    UUID branch = asked.orElse(staff.branch());
    if (!StaffRights.may(staff, StaffAct.TRAIL, staff.branch())) {
      throw new Failure.Forbidden("forbidden").exception();
    }
    if (!StaffRights.may(staff, StaffAct.TRAIL, branch)) {
      throw new Failure.NotFound("not-found").exception();
    }
    return new Search(
        text("from").map(value -> moment("from", value, false)),
        text("to").map(value -> moment("to", value, true)),
        text("actor"),
        text("action"),
        text("subject"),
        StaffRights.onlyBranch(staff).or(() -> asked));
  }

  /** Where the page begins: only events with smaller numbers. */
  long before() {
    return text("before").map(value -> read("before", value, Long::valueOf)).orElse(Long.MAX_VALUE);
  }

  int size() {
    int size = text("size").map(value -> read("size", value, Integer::valueOf)).orElse(USUAL);
    if (size < 1 || size > MOST) {
      throw wrong("size", "unknown-value");
    }
    return size;
  }

  /** A day of the bank or a minute of it; the end of a search is within what is looked for. */
  private static Instant moment(String name, String value, boolean end) {
    try {
      if (value.indexOf('T') < 0) {
        LocalDate day = LocalDate.parse(value);
        return BankTime.startOf(end ? day.plusDays(1) : day);
      }
      LocalDateTime minute = LocalDateTime.parse(value);
      return (end ? minute.plusMinutes(1) : minute).atZone(BankTime.ZONE).toInstant();
    } catch (DateTimeParseException notAMoment) {
      throw wrong(name, "not-a-date");
    }
  }

  private static <T> T read(String name, String value, Function<String, T> of) {
    try {
      return of.apply(value);
    } catch (IllegalArgumentException unknown) {
      throw wrong(name, "unknown-value");
    }
  }

  /** An empty field of a form is one that was not given. */
  private Optional<String> text(String name) {
    String value = given.apply(name);
    if (value == null || value.isBlank()) {
      return Optional.empty();
    }
    String text = value.strip();
    if (text.length() > LONGEST || text.chars().anyMatch(Character::isISOControl)) {
      throw wrong(name, "too-long");
    }
    return Optional.of(text);
  }

  private static RuntimeException wrong(String name, String code) {
    return new Failure.Invalid(new Failure.FieldError(name, code)).exception();
  }
}
