package natsuin.help;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import natsuin.audit.Audit;
import natsuin.kernel.Actor;
import natsuin.kernel.Failure;
import natsuin.kernel.Ids;
import natsuin.pg.Database;

/** Head office edits the questions; who acts on what somebody else changed is told so. */
final class EditQuestions {
  private final Database database;
  private final InstantSource clock;
  private final Audit audit;

  EditQuestions(Database database, InstantSource clock, Audit audit) {
    this.database = database;
    this.clock = clock;
    this.audit = audit;
  }

  /** A new one; its identifier. On a virtual thread, as all of these. */
  UUID add(Actor.Staff staff, Question.Texts texts, boolean published) {
    var question = new Question(Ids.next(clock), texts, published, 1);
    apply(
        staff,
        "faq.added",
        question.id().toString(),
        db -> QuestionStore.insert(db, question, clock.instant()).map(true));
    return question.id();
  }

  /** Changes one that is still as its version says. */
  void change(Actor.Staff staff, Question question) {
    apply(
        staff,
        "faq.changed",
        question.id().toString(),
        db -> QuestionStore.update(db, question, clock.instant()));
  }

  /** Deletes one that is still as its version says. */
  void delete(Actor.Staff staff, UUID id, int version) {
    apply(staff, "faq.deleted", id.toString(), db -> QuestionStore.delete(db, id, version));
  }

  /** Puts all of them in this order. */
  void order(Actor.Staff staff, List<UUID> ids) {
    apply(staff, "faq.ordered", "all", db -> QuestionStore.order(db, ids));
  }

  private void apply(
      Actor.Staff staff,
      String kind,
      String subject,
      Function<SqlConnection, Future<Boolean>> act) {
    boolean done =
        database
            .tx(
                db ->
                    act.apply(db)
                        .compose(
                            did ->
                                did
                                    ? audit
                                        .record(
                                            db,
                                            staff,
                                            kind,
                                            "faq:" + subject,
                                            null,
                                            new JsonObject())
                                        .map(true)
                                    : Future.succeededFuture(false)))
            .await();
    if (!done) {
      throw new Failure.Conflict("changed-meanwhile").exception();
    }
  }
}
