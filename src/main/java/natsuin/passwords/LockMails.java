package natsuin.passwords;

import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import natsuin.kernel.EmployerRole;
import natsuin.outbox.MailDates;
import natsuin.outbox.MailDraft;
import natsuin.outbox.MailTemplate;
import natsuin.users.EmployerUser;
import natsuin.users.Person;
import natsuin.users.StaffMember;
import natsuin.users.User;

/** What people are told when wrong passwords close their account. */
final class LockMails {
  private LockMails() {}

  static MailDraft locked(Person person, Instant until) {
    String end = MailDates.time(until, person.language());
    return switch (person) {
      case User user -> draft(user, MailTemplate.ACCOUNT_LOCKED, Map.of("until", end));
      case StaffMember member -> draft(member, MailTemplate.ACCOUNT_LOCKED, Map.of("until", end));
      case EmployerUser user ->
          draft(user, MailTemplate.EMPLOYER_LOCKED, Map.of("until", end, "lifter", lifter(user)));
    };
  }

  static MailDraft blocked(EmployerUser user) {
    return draft(user, MailTemplate.EMPLOYER_BLOCKED, Map.of("lifter", lifter(user)));
  }

  /** Who lifts lock and block of this user (EMP-4). */
  private static String lifter(EmployerUser user) {
    boolean english = user.language().getLanguage().equals(Locale.ENGLISH.getLanguage());
    return switch (user.role()) {
      case EmployerRole.GENERAL -> english ? "your master user" : "貴社のマスターユーザー";
      case EmployerRole.MASTER -> english ? "your branch" : "お取引店";
    };
  }

  private static MailDraft draft(Person person, MailTemplate template, Map<String, String> facts) {
    var all = new HashMap<>(facts);
    all.put("name", person.addressedAs());
    return new MailDraft(person.email(), person.language(), template, all);
  }
}
