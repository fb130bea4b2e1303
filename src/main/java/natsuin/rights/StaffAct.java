package natsuin.rights;

/** What the bank's staff may be allowed to do at a branch. */
public enum StaffAct {
  /** See the branch's contracts, open their documents, watch its dashboard. */
  WATCH,
  /** Upload files, look for signers, create a contract and send it. */
  CREATE,
  /** Remind, set another deadline, withdraw, mark repaid, make a cancellation agreement. */
  MANAGE,
  /** 締結: let the bank's seal sign what everybody else has signed. */
  CONCLUDE,
  /** Look at applications, identity documents and customers' data. */
  REVIEW,
  /** Approve, refuse or send back what was applied for or sent. */
  DECIDE,
  /** Record meetings and account branches, change customers' data, print leaflets. */
  MAINTAIN,
  /** Read, export and check the audit trail. */
  TRAIL,
  /** Enter maintenance windows and frequently asked questions, for the whole bank. */
  ADMINISTER,
  /** See nodes, queues and the servers behind, of the whole bank. */
  OBSERVE,
  /** Have an item of a queue tried at once, or put it aside. */
  OPERATE
}
