package natsuin.maintenance;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import natsuin.audit.Audit;
import natsuin.kernel.Actor;
import natsuin.kernel.Failure;
import natsuin.kernel.Failure.FieldError;
import natsuin.kernel.Ids;
import natsuin.pg.Database;

/** Head office enters extra windows and takes them back; each is on record. */
final class PlanMaintenance {
  private static final Duration LONGEST = Duration.ofDays(7);
  private static final int LONGEST_NOTE = 200;

  private final Database database;
  private final InstantSource clock;
  private final Maintenance maintenance;
  private final Audit audit;

  PlanMaintenance(Database database, InstantSource clock, Maintenance maintenance, Audit audit) {
    this.database = database;
    this.clock = clock;
    this.maintenance = maintenance;
    this.audit = audit;
  }

  /** Enters one; its identifier. Fails as {@link Failure.Invalid}. On a virtual thread. */
  UUID add(Actor.Staff staff, Window window, String note) {
    check(window, note);
    UUID id = Ids.next(clock);
    database
        .tx(
            db ->
                WindowStore.insert(db, id, window, note, staff.id(), clock.instant())
                    .compose(
                        done ->
                            audit.record(
                                db,
                                staff,
                                "maintenance.planned",
                                "maintenance:" + id,
                                null,
                                new JsonObject()
                                    .put("from", window.from().toString())
                                    .put("until", window.until().toString()))))
        .await();
    maintenance.changed();
    return id;
  }

  private void check(Window window, String note) {
    Instant now = clock.instant();
    var faults = new ArrayList<FieldError>();
    if (!window.until().isAfter(window.from())) {
      faults.add(new FieldError("until", "not-after-from"));
    } else if (!window.until().isAfter(now)) {
      faults.add(new FieldError("until", "in-the-past"));
    } else if (Duration.between(window.from(), window.until()).compareTo(LONGEST) > 0) {
      faults.add(new FieldError("until", "window-too-long"));
    }
    if (note.length() > LONGEST_NOTE) {
      faults.add(new FieldError("note", "too-long", java.util.Map.of("max", LONGEST_NOTE)));
    }
    if (!faults.isEmpty()) {
      throw new Failure.Invalid(List.copyOf(faults)).exception();
    }
  }

  /** Takes one back; fails as {@link Failure.NotFound}. On a virtual thread. */
  void remove(Actor.Staff staff, UUID id) {
    boolean done =
        database
            .tx(
                db ->
                    WindowStore.delete(db, id)
                        .compose(
                            gone ->
                                audit
                                    .record(
                                        db,
                                        staff,
                                        "maintenance.cancelled",
                                        "maintenance:" + id,
                                        null,
                                        new JsonObject().put("found", gone))
                                    .map(gone)))
            .await();
    if (!done) {
      throw new Failure.NotFound("not-found").exception();
    }
    maintenance.changed();
  }
}
