package natsuin.mandates;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;
import natsuin.kernel.Actor;
import natsuin.kernel.Ids;
import natsuin.users.User;
import natsuin.users.UserStore;

/**
 * Drafts a power of attorney 「システム作成」: the paper is written and kept encrypted, to be read and
 * signed. On a virtual thread.
 */
final class DraftMandate {
  private static final ZoneId BANK_TIME = ZoneId.of("Asia/Tokyo");
  private static final String FILE_NAME = "委任状.pdf";

  /** Unsigned drafts that one person keeps; older ones are erased. */
  static final int KEPT = 20;

  private final MandateTools tools;

  DraftMandate(MandateTools tools) {
    this.tools = tools;
  }

  /** For somebody who is to become a user, or for the certificate of one who is. */
  Mandate draft(Actor.User user, MandatePurpose purpose, Agent agent) {
    MandateReadiness.check(user);
    Instant now = tools.clock().instant();
    MandateReadiness.usable(tools.credentials().ofUser(user.id()).await(), now);
    User grantor = UserStore.find(tools.database().client(), user.id()).await().orElseThrow();
    UUID id = Ids.next(tools.clock());
    var facts =
        new MandatePaper.Facts(
            id.toString(),
            now.atZone(BANK_TIME).toLocalDate(),
            tools.bankName(),
            grantor.organization().name(),
            grantor.name(),
            grantor.role(),
            agent);
    byte[] pdf = tools.pool().executeBlocking(() -> MandatePaper.render(facts), false).await();
    return tools
        .database()
        .tx(tx -> keep(tx, user, grantor.organization().branch(), purpose, facts, pdf))
        .await();
  }

  private Future<Mandate> keep(
      SqlConnection tx,
      Actor.User user,
      UUID branch,
      MandatePurpose purpose,
      MandatePaper.Facts facts,
      byte[] pdf) {
    UUID id = UUID.fromString(facts.number());
    byte[] sha256 = sha256(pdf);
    return tools
        .keys()
        .create(tx, "mandate", id)
        .compose(
            key ->
                tools
                    .documents()
                    .keepFile(tx, key, pdf, sha256)
                    .map(
                        file ->
                            new Mandate(
                                id,
                                user.organization(),
                                branch,
                                user.id(),
                                MandateKind.SYSTEM,
                                purpose,
                                Optional.of(facts.agent()),
                                Mandate.State.DRAFT,
                                facts.madeOn(),
                                Optional.of(new Mandate.Bytes(key.id(), file)),
                                FILE_NAME,
                                sha256,
                                Optional.empty(),
                                Optional.empty())))
        .compose(
            mandate ->
                MandateStore.insert(tx, mandate, tools.clock().instant())
                    .compose(done -> MandateStore.takeOld(tx, user.id(), KEPT))
                    .compose(old -> tools.erase(tx, old))
                    .compose(done -> record(tx, user, mandate))
                    .map(mandate));
  }

  private Future<Void> record(SqlConnection tx, Actor.User user, Mandate mandate) {
    return tools
        .audit()
        .record(
            tx,
            user,
            "mandate.drafted",
            "mandate:" + mandate.id(),
            mandate.branch(),
            new JsonObject().put("purpose", mandate.purpose().code()));
  }

  static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
