package natsuin.letters;

import natsuin.outbox.MailTemplate;

/** What the officer who created a contract is told by mail. */
public enum StaffLetter {
  /** Everybody has signed: an approver concludes it. */
  SIGNED(MailTemplate.STAFF_CONTRACT_SIGNED),
  /** A signer has refused. */
  REFUSED(MailTemplate.STAFF_CONTRACT_REFUSED),
  /** The deadline has passed and signatures are missing. */
  OVERDUE(MailTemplate.STAFF_CONTRACT_OVERDUE);

  private final MailTemplate mail;

  StaffLetter(MailTemplate mail) {
    this.mail = mail;
  }

  MailTemplate mail() {
    return mail;
  }
}
