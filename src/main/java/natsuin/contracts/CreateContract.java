package natsuin.contracts;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import natsuin.bus.Announcement.ContractTouched;
import natsuin.kernel.Actor;
import natsuin.kernel.BankTime;
import natsuin.kernel.Failure;
import natsuin.pg.Database;

/** Staff create a contract from uploads and send it to its signers (CONTRACT-5, CONTRACT-6). */
final class CreateContract {
  private final ContractTools tools;
  private final NewContractStore store;

  CreateContract(ContractTools tools, NewContractStore store) {
    this.tools = tools;
    this.store = store;
  }

  /**
   * The new contract's identifier, or that of the one which the same request key has created
   * before; fails as Invalid with everything that is wrong.
   */
  UUID create(Actor.Staff staff, JsonObject json, Origin origin) {
    var draft = NewContractReader.read(json, BankTime.today(tools.clock()));
    return before(staff, draft, origin).orElseGet(() -> createNow(staff, draft, origin));
  }

  private Optional<UUID> before(Actor.Staff staff, NewContractReader.Draft draft, Origin origin) {
    return draft
        .whole()
        .map(NewContract::requestKey)
        .flatMap(key -> store.findByRequestKey(staff.id(), key, origin).await());
  }

  private UUID createNow(Actor.Staff staff, NewContractReader.Draft draft, Origin origin) {
    origin.demandPossible();
    var uploads = uploads(staff, draft.uploads().keySet());
    var candidates = candidates(draft);
    var errors = draft.errorsWith(uploads.keySet(), candidates);
    draft.whole().flatMap(whole -> origin.partyMissing(whole, candidates)).ifPresent(errors::add);
    if (!errors.isEmpty()) {
      // The same request may have used up the uploads since we looked.
      return before(staff, draft, origin)
          .orElseThrow(() -> new Failure.Invalid(errors).exception());
    }
    var id = createOnce(staff, draft.whole().orElseThrow(), uploads, origin);
    tools.announcements().say(new ContractTouched(id, origin.branch()));
    return id;
  }

  private Map<UUID, SignerCandidate> candidates(NewContractReader.Draft draft) {
    var users =
        draft.users().stream().map(NewContractReader.Named::user).collect(Collectors.toSet());
    return SignerCandidateStore.find(tools.database().client(), users, tools.clock().instant())
        .await()
        .stream()
        .collect(Collectors.toMap(SignerCandidate::user, Function.identity()));
  }

  /** Whoever sent the same request at the same moment gets the same contract. */
  private UUID createOnce(
      Actor.Staff staff, NewContract contract, Map<UUID, Upload> uploads, Origin origin) {
    return store
        .create(staff, contract, uploads, origin)
        .recover(
            fault -> {
              if (Database.violates(fault, "contract_cancelled_once")) {
                return Future.failedFuture(StaffChange.conflict("cancellation-open"));
              }
              String key = contract.requestKey();
              return key != null && Database.violates(fault, "contract_request_key")
                  ? store
                      .findByRequestKey(staff.id(), key, origin)
                      .map(found -> found.orElseThrow())
                  : Future.failedFuture(fault);
            })
        .await();
  }

  /** Those of the branch: colleagues may finish what one began. */
  private Map<UUID, Upload> uploads(Actor.Staff staff, Set<UUID> ids) {
    return UploadStore.find(tools.database().client(), ids).await().stream()
        .filter(upload -> upload.branch().equals(staff.branch()))
        .collect(Collectors.toMap(Upload::id, Function.identity()));
  }
}
