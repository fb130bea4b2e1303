package natsuin.contracts;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import natsuin.documents.ContentKey;
import natsuin.documents.NewDocument;
import natsuin.kernel.Actor;
import natsuin.kernel.BankTime;
import natsuin.kernel.Failure;
import natsuin.kernel.Ids;
import natsuin.letters.Letter;

/**
 * Writes a new contract: its row, its documents under its own key, its signers, its invitations.
 */
final class NewContractStore {
  private final ContractTools tools;
  private final UploadStore uploads;

  NewContractStore(ContractTools tools, UploadStore uploads) {
    this.tools = tools;
    this.uploads = uploads;
  }

  /**
   * The contract that this key of this officer has already created; fails as Conflict {@code
   * request-key-used} where that comes from elsewhere: another request had the same key.
   */
  Future<Optional<UUID>> findByRequestKey(UUID officer, String requestKey, Origin origin) {
    return tools
        .database()
        .client()
        .preparedQuery(
            """
            select id, kind = $3 and cancels is not distinct from $4 as same from contract
            where officer_id = $1 and request_key = $2
            """)
        .execute(Tuple.of(officer, requestKey, origin.kind().code(), origin.cancels()))
        .compose(
            rows ->
                StaffChange.orElse(
                        rows.stream().allMatch(row -> row.getBoolean("same")), "request-key-used")
                    .map(done -> rows.stream().findFirst().map(row -> row.getUUID("id"))));
  }

  /** Creates all of it or nothing; answers the contract's identifier. */
  Future<UUID> create(
      Actor.Staff staff, NewContract contract, Map<UUID, Upload> files, Origin origin) {
    var id = Ids.next(tools.clock());
    return nextNumber()
        .compose(
            number ->
                tools
                    .database()
                    .tx(tx -> create(tx, staff, new Numbered(id, number, contract, origin), files)))
        .map(id);
  }

  private record Numbered(UUID id, String number, NewContract contract, Origin origin) {}

  /** {@code 2026-000123}; taken outside of the transaction, so that nobody waits for another. */
  private Future<String> nextNumber() {
    int year = BankTime.today(tools.clock()).getYear();
    return tools
        .database()
        .client()
        .preparedQuery(
            """
            insert into contract_number (year, last) values ($1, 1)
            on conflict (year) do update set last = contract_number.last + 1 returning last
            """)
        .execute(Tuple.of(year))
        .map(rows -> "%d-%06d".formatted(year, rows.iterator().next().getInteger("last")));
  }

  private Future<Void> create(
      SqlConnection tx, Actor.Staff staff, Numbered numbered, Map<UUID, Upload> files) {
    var id = numbered.id();
    return holdCancelled(tx, numbered.origin())
        .compose(held -> tools.keys().create(tx, "contract", id))
        .compose(
            key ->
                insert(tx, staff, numbered, key)
                    .compose(done -> addDocuments(tx, numbered, files, key, 0)))
        .compose(done -> addSigners(tx, numbered))
        .compose(done -> tools.letters().send(tx, id, Letter.TO_SIGN))
        .compose(
            done ->
                tools
                    .audit()
                    .record(
                        tx,
                        staff,
                        "contract.created",
                        "contract:" + id,
                        numbered.origin().branch(),
                        new JsonObject()
                            .put("number", numbered.number())
                            .put("documents", numbered.contract().documents().size())
                            .put("signers", numbered.contract().signers().size())))
        .compose(done -> recordCancelling(tx, numbered));
  }

  /** What an agreement cancels stays as it is until both are written; this comes first of all. */
  private static Future<Void> holdCancelled(SqlConnection tx, Origin origin) {
    var cancelling = origin.cancelling();
    return cancelling == null
        ? Future.succeededFuture()
        : ContractChangeStore.holdToCancel(tx, cancelling.contract().id(), cancelling.terms())
            .compose(held -> StaffChange.orElse(held, "contract-changed"));
  }

  private Future<Void> recordCancelling(SqlConnection tx, Numbered agreement) {
    var cancelling = agreement.origin().cancelling();
    return cancelling == null
        ? Future.succeededFuture()
        : cancelling.record(
            tools,
            tx,
            "contract.cancellation-created",
            new JsonObject()
                .put("agreement", agreement.id().toString())
                .put("number", agreement.number()));
  }

  private Future<Void> insert(SqlClient tx, Actor.Staff staff, Numbered numbered, ContentKey key) {
    var contract = numbered.contract();
    var now = offset(tools.clock().instant());
    return tx.preparedQuery(
            """
            insert into contract
              (id, number, branch_id, officer_id, summary, amount, applied_on, planned_on, state,
               key_id, mark_visible, created_at, sent_at, request_key, sign_by, drawdown,
               kind, cancels)
            values ($1, $2, $3, $4, $5, $6, $7, $8, 'signing', $9, $10, $11, $11, $12, $13, $14, $15,
              $16)
            """)
        .execute(
            Tuple.of(
                numbered.id(),
                numbered.number(),
                numbered.origin().branch(),
                staff.id(),
                contract.summary(),
                contract.amount(),
                contract.appliedOn(),
                contract.plannedOn(),
                key.id(),
                contract.markVisible(),
                now,
                contract.requestKey(),
                contract.signBy(),
                isDrawdown(numbered),
                numbered.origin().kind().code(),
                numbered.origin().cancels()))
        .mapEmpty();
  }

  /** An agreement that cancels one is kept like any other. */
  private boolean isDrawdown(Numbered numbered) {
    return numbered.origin().cancelling() == null
        && numbered.contract().summary().equals(tools.configuration().drawdownSummary());
  }

  /** One after the other: a file at a time is in memory. */
  private Future<Void> addDocuments(
      SqlClient tx, Numbered numbered, Map<UUID, Upload> files, ContentKey key, int i) {
    var documents = numbered.contract().documents();
    if (i == documents.size()) {
      return Future.succeededFuture();
    }
    var wanted = documents.get(i);
    var upload = files.get(wanted.upload());
    if (upload == null) {
      return Future.failedFuture(new Failure.Conflict("upload-gone").exception());
    }
    var document =
        new NewDocument(
            Ids.next(tools.clock()),
            numbered.id(),
            i + 1,
            wanted.kind(),
            wanted.title(),
            upload.fileName(),
            upload.pages());
    return uploads
        .take(tx, upload)
        .compose(
            taken ->
                taken
                    ? tools.documents().add(tx, document, upload.blob(), key)
                    : Future.failedFuture(new Failure.Conflict("upload-gone").exception()))
        .compose(done -> uploads.erase(tx, upload))
        .compose(done -> addDocuments(tx, numbered, files, key, i + 1));
  }

  /** Identifiers in order, because equal turns are listed as the form listed them. */
  private Future<Void> addSigners(SqlClient tx, Numbered numbered) {
    var signers = numbered.contract().signers();
    var ids = signers.stream().map(signer -> Ids.next(tools.clock())).sorted().toList();
    List<Tuple> rows = new ArrayList<>();
    for (var signer : signers) {
      boolean first = signer.turn() == numbered.contract().firstTurn();
      rows.add(
          Tuple.of(
              ids.get(rows.size()),
              numbered.id(),
              signer.user(),
              signer.standing().code(),
              signer.capacity().code(),
              signer.turn(),
              first ? "invited" : "waiting"));
    }
    return tx.preparedQuery(
            """
            insert into contract_signer
              (id, contract_id, user_id, organization_id, standing, capacity, turn, state)
            select $1, $2, u.id, u.organization_id, $4, $5, $6, $7 from app_user u where u.id = $3
            """)
        .executeBatch(rows)
        .mapEmpty();
  }

  private static OffsetDateTime offset(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}
