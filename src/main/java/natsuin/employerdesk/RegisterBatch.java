package natsuin.employerdesk;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import natsuin.employerdesk.LetterPress.Addressee;
import natsuin.employerdesk.Records.Why;
import natsuin.kernel.Actor;
import natsuin.kernel.BankTime;
import natsuin.kernel.Failure;
import natsuin.pg.Database;
import natsuin.rights.StaffAct;
import natsuin.users.Branch;
import natsuin.users.InitialPassword;
import natsuin.users.NewEmployer;
import natsuin.users.StaffStore;

/**
 * Registers all employers of a checked file in one transaction, once, and prints their letters as
 * one PDF (EMP-5). Waits; on a virtual thread.
 */
final class RegisterBatch {
  private static final DateTimeFormatter AT =
      DateTimeFormatter.ofPattern("yyyy/MM/dd HH:mm").withZone(BankTime.ZONE);

  private static final Duration SHORTLY = Duration.ofSeconds(1);

  private final DeskTools tools;
  private final LetterPress press;
  private final NewMaster master;
  private final Records records;

  RegisterBatch(DeskTools tools, LetterPress press) {
    this.tools = tools;
    this.press = press;
    this.master = new NewMaster(tools);
    this.records = new Records(tools);
  }

  /**
   * Conflict {@code batch-wrong}, {@code batch-registered}. Many letters take their time: where the
   * clerk, or a proxy on the way, has given up meanwhile, nothing is registered, for nobody would
   * get the letters.
   *
   * @param gone whether there is nobody any more who could take them
   */
  Print register(Actor.Staff staff, UUID id, BooleanSupplier gone) {
    DeskRights.require(staff, StaffAct.MAINTAIN, staff.branch());
    Batch batch = waiting(staff, id);
    Map<UUID, Branch> branches = new HashMap<>();
    StaffStore.branches(tools.database().client())
        .await()
        .forEach(branch -> branches.put(branch.id(), branch));
    var employers = new ArrayList<NewEmployer>();
    var letters = new ArrayList<Addressee>();
    Set<String> drawn = new HashSet<>();
    for (Object line : batch.lines()) {
      NewEmployer employer = employer(staff, (JsonObject) line, branches, drawn);
      employers.add(employer);
      letters.add(
          RegisterEmployer.addressee(
              employer, Objects.requireNonNull(branches.get(employer.branch()))));
    }
    List<InitialPassword> passwords = press.passwords(employers.size());
    byte[] pdf = press.print(letters, passwords, false);
    tools
        .database()
        .tx(
            tx ->
                write(tx, staff, batch, employers, passwords)
                    .compose(
                        done ->
                            gone.getAsBoolean()
                                ? Future.failedFuture(new Failure.Busy(SHORTLY).exception())
                                : Future.<Void>succeededFuture()))
        .await();
    return new Print("%s-%d".formatted(tools.today(), employers.size()), pdf);
  }

  private NewEmployer employer(
      Actor.Staff staff, JsonObject line, Map<UUID, Branch> branches, Set<String> drawn) {
    Branch branch = Objects.requireNonNull(branches.get(UUID.fromString(line.getString("branch"))));
    DeskRights.require(staff, StaffAct.MAINTAIN, branch.id());
    String number = line.getString("number", "");
    while (number.isEmpty() || !drawn.add(number)) {
      number = master.freeNumber();
    }
    return RegisterEmployer.employer(number, line, branch);
  }

  private Batch waiting(Actor.Staff staff, UUID id) {
    var db = tools.database().client();
    Batch batch = BatchStore.find(db, id, staff.id()).await().orElseThrow(DeskRights::notFound);
    if (batch.state().equals("wrong")) {
      throw new Failure.Conflict("batch-wrong").exception();
    }
    requireFirst(batch).await();
    return batch;
  }

  private Future<Void> requireFirst(Batch batch) {
    return BatchStore.before(tools.database().client(), batch)
        .compose(
            before ->
                before.isEmpty()
                    ? Future.succeededFuture()
                    : Future.failedFuture(
                        new Failure.Conflict(
                                "batch-registered",
                                Map.of("by", before.get().by(), "at", AT.format(before.get().at())))
                            .exception()));
  }

  private Future<Void> write(
      SqlConnection tx,
      Actor.Staff staff,
      Batch batch,
      List<NewEmployer> employers,
      List<InitialPassword> passwords) {
    try {
      claim(tx, batch);
      requireNew(tx, employers);
      for (int i = 0; i < employers.size(); i++) {
        UUID id = master.insert(tx, employers.get(i), passwords.get(i)).await();
        records.line(tx, staff, id, "registered", new Why("", batch.fileName())).await();
      }
      audit(tx, staff, batch, employers).await();
      return Future.succeededFuture();
    } catch (Exception refused) {
      return Future.failedFuture(refused);
    }
  }

  /** One event for all: the trail is written by one transaction at a time. */
  private Future<Void> audit(
      SqlConnection tx, Actor.Staff staff, Batch batch, List<NewEmployer> employers) {
    var numbers = new JsonArray();
    employers.forEach(employer -> numbers.add(employer.number()));
    return tools
        .audit()
        .record(
            tx,
            staff,
            "employer.batch-registered",
            "employer-batch:" + batch.id(),
            batch.branch(),
            new JsonObject().put("count", employers.size()).put("numbers", numbers));
  }

  /** Between checking and registering somebody else may have been faster. */
  private static void requireNew(SqlConnection tx, List<NewEmployer> employers) {
    var twins =
        employers.stream().map(one -> Twin.of(one.name(), one.address())).distinct().toList();
    DeskStore.known(tx, twins).await().stream()
        .findFirst()
        .ifPresent(
            twin -> {
              throw new Failure.Conflict("batch-overtaken", Map.of("name", twin.name()))
                  .exception();
            });
  }

  /** Of two who press at the same time one waits here until the other is done. */
  private void claim(SqlConnection tx, Batch batch) {
    boolean first =
        BatchStore.registered(tx, batch.id(), tools.clock().instant())
            .recover(
                fault ->
                    Database.violates(fault, "employer_batch_once")
                        ? requireFirst(batch).map(false)
                        : Future.failedFuture(fault))
            .await();
    if (!first) {
      requireFirst(batch).await();
      throw new Failure.Conflict("changed-meanwhile").exception();
    }
  }
}
