package natsuin.letters;

import java.util.UUID;
import natsuin.notices.NoticeKind;
import natsuin.outbox.MailTemplate;

/** What signers are told: a mail, and a notice that leads to the contract. */
public enum Letter {
  /** 「契約書への署名準備が整いました」, to those whose turn it is. */
  TO_SIGN(
      MailTemplate.CONTRACT_TO_SIGN, NoticeKind.CONTRACT_TO_SIGN, Readers.INVITED, Page.CEREMONY),
  /** The signature is still awaited. */
  REMINDER(
      MailTemplate.CONTRACT_REMINDER, NoticeKind.CONTRACT_REMINDER, Readers.INVITED, Page.CEREMONY),
  /** The deadline was moved, set or lifted; to those who have yet to sign. */
  DEADLINE(
      MailTemplate.CONTRACT_DEADLINE,
      NoticeKind.CONTRACT_DEADLINE,
      Readers.OUTSTANDING,
      Page.CONTRACT),
  /** 「契約の締結を行いました」. */
  CONCLUDED(
      MailTemplate.CONTRACT_CONCLUDED, NoticeKind.CONTRACT_CONCLUDED, Readers.ALL, Page.CONTRACT),
  /** 否認: somebody let it fail. */
  REFUSED(MailTemplate.CONTRACT_REFUSED, NoticeKind.CONTRACT_REFUSED, Readers.ALL, Page.CONTRACT),
  /** 取下げ: the bank let it fail. */
  WITHDRAWN(
      MailTemplate.CONTRACT_WITHDRAWN, NoticeKind.CONTRACT_WITHDRAWN, Readers.ALL, Page.CONTRACT),
  /** 完済. */
  REPAID(MailTemplate.CONTRACT_REPAID, NoticeKind.CONTRACT_REPAID, Readers.ALL, Page.CONTRACT),
  /** 取消合意済: to the agreement's signers, then to the contract's who did not sign that. */
  CANCELLED(
      MailTemplate.CONTRACT_CANCELLED,
      NoticeKind.CONTRACT_CANCELLED,
      Readers.UNTOLD,
      Page.CONTRACT),
  /** The contract will be erased; those who need the documents save them before. */
  ERASING(
      MailTemplate.CONTRACT_ERASING,
      NoticeKind.CONTRACT_ERASING,
      Readers.ALL_AND_REPRESENTATIVES,
      Page.CONTRACT);

  /** Which of a contract's signers. */
  enum Readers {
    ALL,
    /** Years later those who signed may be gone. */
    ALL_AND_REPRESENTATIVES,
    INVITED,
    OUTSTANDING,
    UNTOLD
  }

  private enum Page {
    CONTRACT,
    CEREMONY
  }

  private final MailTemplate mail;
  private final NoticeKind notice;
  private final Readers readers;
  private final Page page;

  Letter(MailTemplate mail, NoticeKind notice, Readers readers, Page page) {
    this.mail = mail;
    this.notice = notice;
    this.readers = readers;
    this.page = page;
  }

  MailTemplate mail() {
    return mail;
  }

  NoticeKind notice() {
    return notice;
  }

  Readers readers() {
    return readers;
  }

  String path(UUID contract) {
    return "/contracts/" + contract + (page == Page.CEREMONY ? "/sign" : "");
  }
}
