package natsuin.contracts;

import java.util.UUID;
import natsuin.kernel.Actor;
import natsuin.kernel.Failure;
import natsuin.rights.CustomerAct;
import natsuin.rights.CustomerRights;
import natsuin.rights.StaffAct;
import natsuin.rights.StaffRights;

/**
 * Finds a contract for somebody who may see it. For everybody else there is none: whether an
 * identifier exists is nobody else's business.
 */
final class FindContract {
  private final ContractTools tools;

  FindContract(ContractTools tools) {
    this.tools = tools;
  }

  /** For whoever asks; fails as NotFound. */
  Contract find(Actor actor, UUID id) {
    return ContractStore.find(tools.database().client(), id)
        .await()
        .filter(contract -> maySee(actor, contract))
        .orElseThrow(FindContract::notFound);
  }

  /** For staff who may change it; fails as NotFound, or as Forbidden if they may only watch. */
  Contract managed(Actor.Staff staff, UUID id) {
    var contract = find(staff, id);
    if (!StaffRights.may(staff, StaffAct.MANAGE, contract.branch().id())) {
      throw new Failure.Forbidden("forbidden").exception();
    }
    return contract;
  }

  /** For a signer who may do that to it; fails as NotFound, or as Forbidden if he may only read. */
  Contract.Signer signer(Actor.User user, CustomerAct act, Contract contract) {
    if (!CustomerRights.may(user, act, contract.parties())) {
      throw new Failure.Forbidden("forbidden").exception();
    }
    return contract.signer(user.id()).orElseThrow(FindContract::notFound);
  }

  /** One of its documents; fails as NotFound. */
  static Contract.Document document(Contract contract, UUID document) {
    return contract.document(document).orElseThrow(FindContract::notFound);
  }

  static boolean maySee(Actor actor, Contract contract) {
    return switch (actor) {
      case Actor.User user -> CustomerRights.may(user, CustomerAct.READ, contract.parties());
      case Actor.Staff staff -> StaffRights.may(staff, StaffAct.WATCH, contract.branch().id());
      case Actor.Employer employer -> false;
      case Actor.Candidate candidate -> false;
      case Actor.Wall wall -> false;
      case Actor.Service service -> false;
      case Actor.Stranger stranger -> false;
    };
  }

  private static RuntimeException notFound() {
    return new Failure.NotFound("not-found").exception();
  }
}
