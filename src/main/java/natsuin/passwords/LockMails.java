package natsuin.passwords;

import java.time.Instant;
import java.util.Map;
import natsuin.outbox.MailDates;
import natsuin.outbox.MailDraft;
import natsuin.outbox.MailTemplate;
import natsuin.users.Person;

/** What people are told when wrong passwords close their account. */
final class LockMails {
  private LockMails() {}

  static MailDraft locked(Person person, Instant until) {
    return new MailDraft(
        person.email(),
        person.language(),
        MailTemplate.ACCOUNT_LOCKED,
        Map.of("name", person.addressedAs(), "until", MailDates.time(until, person.language())));
  }
}
