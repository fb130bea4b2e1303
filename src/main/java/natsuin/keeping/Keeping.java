package natsuin.keeping;

import io.vertx.core.Future;

/** The door: what recurring tasks do about contracts that are kept, and how much of it waits. */
public final class Keeping {
  private final KeepingTools tools;
  private final EraseContracts erase;
  private final TellBeforeErasing tell;
  private final RenewArchives renew;

  /** Over these tools. */
  public Keeping(KeepingTools tools) {
    this.tools = tools;
    this.erase = new EraseContracts(tools);
    this.tell = new TellBeforeErasing(tools);
    this.renew = new RenewArchives(tools);
  }

  /** Erases what is over; answers how many contracts. */
  public int erase() {
    return erase.run();
  }

  /** Tells signers of what will be erased soon; answers of how many contracts. */
  public int tell() {
    return tell.run();
  }

  /** Renews archive timestamps that lapse soon; answers of how many documents. */
  public int renew() {
    return renew.run();
  }

  /** Documents whose archive timestamp is to be renewed, counted up to a thousand. */
  public Future<Long> renewalsDue() {
    return ArchiveStore.countDue(
        tools.database().client(), tools.configuration(), tools.clock().instant());
  }

  /** What could not be erased or renewed at its time. */
  public Future<Long> troubles() {
    return TroubleStore.count(tools.database().client());
  }
}
