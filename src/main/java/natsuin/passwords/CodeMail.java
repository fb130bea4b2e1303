package natsuin.passwords;

import natsuin.otp.OtpIssue;
import natsuin.outbox.MailDraft;
import natsuin.users.Person;

/** The mail that carries a code, as the story words it. */
@FunctionalInterface
public interface CodeMail {
  /** To this person, in the person's language. */
  MailDraft to(Person person, OtpIssue.Issued code);
}
