package natsuin.employerdesk;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import natsuin.kernel.Actor;
import natsuin.kernel.Failure.FieldError;
import natsuin.kernel.Ids;
import natsuin.rights.StaffAct;
import natsuin.rights.StaffRights;
import natsuin.users.Branch;
import natsuin.users.StaffStore;

/**
 * Reads a file of employers and says of every line what is wrong with it; registers nothing. Waits;
 * on a virtual thread.
 */
final class CheckBatch {
  private final DeskTools tools;

  CheckBatch(DeskTools tools) {
    this.tools = tools;
  }

  /** The batch that was kept. */
  Batch check(Actor.Staff staff, String fileName, byte[] file) {
    DeskRights.require(staff, StaffAct.MAINTAIN, staff.branch());
    List<Sheet.Row> rows = Sheet.read(file);
    var checked = new Checked(staff, branches());
    rows.forEach(checked::take);
    checked.compare();
    var batch =
        new Batch(
            Ids.next(tools.clock()),
            staff.branch(),
            staff.id(),
            fileName,
            Batch.digest(file),
            checked.lines,
            List.copyOf(checked.faults),
            checked.faults.isEmpty() ? "checked" : "wrong",
            tools.clock().instant());
    BatchStore.insert(tools.database().client(), batch).await();
    return batch;
  }

  private Map<String, Branch> branches() {
    var all = new HashMap<String, Branch>();
    StaffStore.branches(tools.database().client())
        .await()
        .forEach(branch -> all.put(branch.code(), branch));
    return all;
  }

  /** What a file is while it is gone through. */
  private final class Checked {
    private final Actor.Staff staff;
    private final Map<String, Branch> branches;
    private final JsonArray lines = new JsonArray();
    private final List<Fault> faults = new ArrayList<>();
    private final Map<Object, Integer> seen = new HashMap<>();
    private final Map<String, Sheet.Row> numbers = new HashMap<>();
    private final Map<Twin, Sheet.Row> twins = new HashMap<>();

    Checked(Actor.Staff staff, Map<String, Branch> branches) {
      this.staff = staff;
      this.branches = branches;
    }

    void take(Sheet.Row row) {
      int before = faults.size();
      if (row.tooLong()) {
        faults.add(Fault.of(row, new FieldError("", "csv-too-many-cells")));
      }
      var taken = tools.forms().form("employer-new").take(row.typed(), tools.today());
      taken.errors().forEach(error -> faults.add(Fault.of(row, error)));
      Optional<UUID> branch = branch(row);
      JsonObject values = taken.values();
      number(row, values.getString("number", ""));
      if (faults.size() == before) {
        twin(row, values);
      }
      lines.add(
          values
              .copy()
              .put("line", row.line())
              .put("branch", branch.map(UUID::toString).orElse(null)));
    }

    private Optional<UUID> branch(Sheet.Row row) {
      String code = row.typed().getString("branch", "").strip();
      if (code.isEmpty()) {
        return Optional.of(staff.branch());
      }
      Branch branch = branches.get(code);
      if (branch == null) {
        faults.add(Fault.of(row, new FieldError("branch", "branch-unknown")));
        return Optional.empty();
      }
      if (!StaffRights.may(staff, StaffAct.MAINTAIN, branch.id())) {
        faults.add(Fault.of(row, new FieldError("branch", "branch-not-yours")));
        return Optional.empty();
      }
      return Optional.of(branch.id());
    }

    private void number(Sheet.Row row, String number) {
      if (number.isEmpty()) {
        return;
      }
      NewMaster.refused(number).ifPresent(error -> faults.add(Fault.of(row, error)));
      if (once(row, "number", number)) {
        numbers.put(number, row);
      }
    }

    /** The same employer twice in the file. */
    private void twin(Sheet.Row row, JsonObject values) {
      var twin = Twin.of(values.getString("name"), values.getString("address"));
      if (once(row, "name", twin)) {
        twins.put(twin, row);
      }
    }

    private boolean once(Sheet.Row row, String field, Object value) {
      Integer first = seen.putIfAbsent(value, row.line());
      if (first != null) {
        faults.add(Fault.of(row, new FieldError(field, "csv-twice", Map.of("line", first))));
      }
      return first == null;
    }

    /** With what is registered: a question for all numbers, one for all names. */
    void compare() {
      var db = tools.database().client();
      var taken = DeskStore.taken(db, List.copyOf(numbers.keySet())).await();
      numbers.forEach(
          (number, row) -> there(taken, number, row, "number", "employer-number-taken"));
      var known = DeskStore.known(db, List.copyOf(twins.keySet())).await();
      twins.forEach((twin, row) -> there(known, twin, row, "name", "employer-known"));
      faults.sort(Comparator.comparingInt(Fault::line));
    }

    private void there(Set<?> all, Object one, Sheet.Row row, String field, String code) {
      if (all.contains(one)) {
        faults.add(Fault.of(row, new FieldError(field, code)));
      }
    }
  }
}
