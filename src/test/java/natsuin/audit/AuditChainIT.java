package natsuin.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Optional;
import java.util.UUID;
import natsuin.audit.AuditChain.Fault;
import natsuin.audit.AuditChain.Head;
import natsuin.audit.AuditChain.Verdict;
import natsuin.kernel.Actor;
import natsuin.testkit.World;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The attacker here owns the database: no trigger, right or constraint stops him. */
class AuditChainIT {
  @RegisterExtension static final World WORLD = new World();

  @BeforeEach
  void fiveEvents() {
    asOwner("truncate audit_event");
    for (int i = 1; i <= 5; i++) {
      record("contract.sent", "contract:" + i, new JsonObject().put("documents", i)).await();
    }
  }

  @Test
  @DisplayName("SEC-4: an untouched trail is intact, and tells its head")
  void intact() {
    assertThat(verify())
        .isInstanceOfSatisfying(
            Verdict.Intact.class, ok -> assertThat(ok.head().seq()).isEqualTo(5));
  }

  @Test
  @DisplayName("SEC-4: an empty trail is intact")
  void empty() {
    asOwner("truncate audit_event");
    assertThat(verify()).isInstanceOf(Verdict.Intact.class);
  }

  @Test
  @DisplayName("SEC-4: the program itself can neither change nor delete an event")
  void appendOnly() {
    for (String attempt :
        new String[] {
          "update audit_event set actor = 'x'", "delete from audit_event", "truncate audit_event"
        }) {
      assertThatThrownBy(() -> WORLD.database().client().query(attempt).execute().await())
          .hasMessageContaining("append-only");
    }
  }

  @Test
  @DisplayName("SEC-4, attack: row altered")
  void rowAltered() {
    for (String column :
        new String[] {
          "actor = 'user:other'",
          "action = 'contract.read'",
          "subject = 'contract:9'",
          "at = at + interval '1 microsecond'",
          "branch_id = gen_random_uuid()",
          "detail = '{\"documents\": 7}'",
          "detail = '{\"documents\": \"3\"}'",
          "detail = '[]'"
        }) {
      fiveEvents();
      asOwner("update audit_event set " + column + " where seq = 3");
      assertThat(verify()).as(column).isEqualTo(new Verdict.Broken(3, Fault.ALTERED));
    }
  }

  @Test
  @DisplayName("SEC-4, attack: row altered and its hash recomputed")
  void hashRecomputed() {
    var third = AuditStore.after(WORLD.database().client(), 2, 1).await().getFirst();
    var forged =
        AuditHash.of(
            3,
            third.at(),
            third.actor(),
            "contract.read",
            third.subject(),
            third.branch(),
            third.detail(),
            third.previous());
    asOwner(
        "update audit_event set action = 'contract.read', hash = '\\x"
            + java.util.HexFormat.of().formatHex(forged)
            + "' where seq = 3");
    assertThat(verify()).isEqualTo(new Verdict.Broken(4, Fault.NOT_LINKED));
  }

  @Test
  @DisplayName("SEC-4, attack: row deleted in the middle")
  void rowDeleted() {
    asOwner("delete from audit_event where seq = 3");
    assertThat(verify()).isEqualTo(new Verdict.Broken(3, Fault.GAP));
  }

  @Test
  @DisplayName("SEC-4, attack: row deleted in the middle and the others renumbered")
  void renumbered() {
    asOwner("delete from audit_event where seq = 3");
    asOwner("update audit_event set seq = 3 where seq = 4");
    asOwner("update audit_event set seq = 4 where seq = 5");
    assertThat(verify()).isEqualTo(new Verdict.Broken(3, Fault.NOT_LINKED));
  }

  @Test
  @DisplayName("SEC-4, attack: first row deleted")
  void firstDeleted() {
    asOwner("delete from audit_event where seq = 1");
    assertThat(verify()).isEqualTo(new Verdict.Broken(1, Fault.GAP));
  }

  @Test
  @DisplayName("SEC-4, attack: rows swapped")
  void rowsSwapped() {
    asOwner("update audit_event set seq = 99 where seq = 2");
    asOwner("update audit_event set seq = 2 where seq = 3");
    asOwner("update audit_event set seq = 3 where seq = 99");
    assertThat(verify()).isEqualTo(new Verdict.Broken(2, Fault.NOT_LINKED));
  }

  @Test
  @DisplayName("SEC-4, attack: tail cut off; a head that was kept elsewhere tells")
  void tailCut() {
    Head kept = head();
    asOwner("delete from audit_event where seq > 3");
    assertThat(verify()).as("without a kept head").isInstanceOf(Verdict.Intact.class);
    assertThat(verify(kept)).isEqualTo(new Verdict.Broken(4, Fault.CUT));
  }

  @Test
  @DisplayName("SEC-4, attack: tail cut off and written anew; a head that was kept elsewhere tells")
  void tailRewritten() {
    Head kept = head();
    asOwner("delete from audit_event where seq > 3");
    record("contract.sent", "contract:4", new JsonObject().put("documents", 40)).await();
    record("contract.sent", "contract:5", new JsonObject().put("documents", 50)).await();
    record("contract.sent", "contract:6", new JsonObject()).await();
    assertThat(verify(kept)).isEqualTo(new Verdict.Broken(5, Fault.REWRITTEN));
    assertThat(verify(Head.parse(head().toString()))).isInstanceOf(Verdict.Intact.class);
  }

  @Test
  @DisplayName("SEC-4: many writers at once leave one chain without gaps")
  void manyWriters() {
    var all = new ArrayList<Future<Void>>();
    for (int i = 0; i < 200; i++) {
      all.add(record("contract.opened", "contract:" + i, new JsonObject()));
    }
    Future.join(all).await();
    assertThat(head().seq()).isEqualTo(205);
  }

  @Test
  @DisplayName("SEC-4: what is rolled back was never recorded and leaves no gap")
  void rolledBack() {
    var undone =
        WORLD
            .database()
            .tx(
                db ->
                    audit()
                        .record(db, new Actor.Stranger(), "x", "y", null, new JsonObject())
                        .compose(done -> Future.failedFuture("changed our mind")));
    assertThatThrownBy(undone::await).hasMessage("changed our mind");
    record("contract.sent", "contract:6", new JsonObject()).await();
    assertThat(head().seq()).isEqualTo(6);
  }

  private static Future<Void> record(String action, String subject, JsonObject detail) {
    var actor = new Actor.Service("test");
    return WORLD
        .database()
        .tx(db -> audit().record(db, actor, action, subject, UUID.randomUUID(), detail));
  }

  private static Audit audit() {
    return new Audit(WORLD.clock());
  }

  private static Verdict verify(Head... kept) {
    return AuditChain.verify(
        WORLD.database().client(),
        Optional.of(kept).filter(k -> k.length > 0).map(k -> k[0]),
        checked -> {});
  }

  private static Head head() {
    return ((Verdict.Intact) verify()).head();
  }

  private static void asOwner(String sql) {
    var db = WORLD.database().client();
    db.query("alter table audit_event disable trigger all").execute().await();
    db.query(sql).execute().await();
    db.query("alter table audit_event enable trigger all").execute().await();
  }
}
