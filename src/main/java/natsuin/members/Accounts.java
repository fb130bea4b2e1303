package natsuin.members;

import io.vertx.core.Future;
import java.util.Optional;
import java.util.UUID;

/** Reads organizations to be looked at. */
final class Accounts {
  private final MemberTools tools;
  private final RosterStore rosters;

  Accounts(MemberTools tools) {
    this.tools = tools;
    this.rosters = new RosterStore(tools.credentials(), tools.requests());
  }

  Future<Optional<Roster>> find(UUID organization) {
    return rosters.find(tools.database().client(), organization);
  }

  AccountView view(Roster roster) {
    return new AccountView(roster, tools.clock().instant(), tools.configuration().users());
  }
}
