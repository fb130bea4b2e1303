package natsuin.identity;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import natsuin.kernel.Actor;
import natsuin.kernel.Failure;
import natsuin.requests.RequestState;
import natsuin.rights.StaffAct;
import natsuin.rights.StaffRights;

/** What the branch looks at; of another branch there is nothing. Each look is audited. */
final class Checks {
  /** Rows of one page of the queue. */
  static final int PAGE = 50;

  private static final List<String> WAITING =
      List.of(RequestState.UNDER_REVIEW.code(), RequestState.MEETING_DUE.code());

  private final IdentityTools tools;
  private final Situations situations;
  private final CheckView view;

  Checks(IdentityTools tools, Situations situations, CheckView view) {
    this.tools = tools;
    this.situations = situations;
    this.view = view;
  }

  record Listed(int total, List<JsonObject> rows) {}

  /**
   * What waits, the longest first.
   *
   * @param page from 1
   */
  Listed list(Actor.Staff staff, int page) {
    var db = tools.database().client();
    var branch = StaffRights.onlyBranch(staff);
    int total = IdentityStore.queued(db, branch, WAITING).await();
    var rows = new ArrayList<JsonObject>();
    for (UUID id : IdentityStore.queue(db, branch, WAITING, PAGE, (page - 1) * PAGE).await()) {
      var request = tools.requests().find(db, id).await();
      request.ifPresent(found -> rows.add(view.row(situations.of(db, found).await())));
    }
    return new Listed(total, rows);
  }

  JsonObject view(Actor.Staff staff, UUID id) {
    return view.of(find(staff, id), staff);
  }

  private Situation find(Actor.Staff staff, UUID id) {
    var db = tools.database().client();
    var request =
        tools
            .requests()
            .find(db, id)
            .await()
            .filter(found -> StaffRights.may(staff, StaffAct.REVIEW, found.branch()))
            .orElseThrow(() -> new Failure.NotFound("not-found").exception());
    return situations.of(db, request).await();
  }

  /**
   * A page of a clean file that was sent; what is still in the customer's hands is nobody's to see.
   */
  byte[] page(Actor.Staff staff, UUID id, UUID file, int n) {
    var situation = find(staff, id);
    var sent =
        situation.files().stream()
            .filter(known -> known.file().id().equals(file))
            .findFirst()
            .filter(known -> !situation.inCustomersHands())
            .orElseThrow(() -> new Failure.NotFound("not-found").exception());
    byte[] png = tools.uploads().page(sent.file(), n).await();
    if (n == 1) {
      record(staff, situation, file);
    }
    return png;
  }

  private void record(Actor.Staff staff, Situation situation, UUID file) {
    tools
        .database()
        .tx(
            tx ->
                tools
                    .audit()
                    .record(
                        tx,
                        staff,
                        "upload.viewed",
                        "uploaded-file:" + file,
                        situation.request().branch(),
                        new JsonObject().put("subject", situation.request().id().toString())))
        .await();
  }
}
