package natsuin.rights;

/** What a customer's user may be allowed to do to a contract. */
public enum CustomerAct {
  /** See the contract, open, save and verify its documents. */
  READ,
  /** Tick that the explanation or the documents were read and understood, and untick it. */
  ACKNOWLEDGE,
  /** Sign it in one's standing. */
  SIGN,
  /** 否認: let it fail, with a comment. */
  REFUSE
}
