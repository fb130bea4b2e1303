package natsuin.bus;

/** Every channel between nodes, minted here and nowhere else. */
public enum ChannelName {
  /** Something in a live topic changed. */
  LIVE("natsuin.live"),
  /** A signing job was queued: a worker may look at once. */
  SIGNING_JOBS("natsuin.signing.jobs"),
  /** 「発行」 was pressed: a certificate may be issued at once. */
  ISSUANCE("natsuin.issuance"),
  /** A mail was queued: a sender may look at once. */
  OUTBOX("natsuin.outbox"),
  /** A file was taken: a scan may begin at once. */
  UPLOADS("natsuin.uploads"),
  /** The maintenance windows changed: every node reads them anew. */
  MAINTENANCE("natsuin.maintenance"),
  /** A session ended, or somebody's rights changed. */
  SESSIONS("natsuin.sessions");

  private final String address;

  ChannelName(String address) {
    this.address = address;
  }

  /** The address on the event bus. */
  public String address() {
    return address;
  }
}
