package natsuin.identity;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import natsuin.kernel.Actor;
import natsuin.kernel.Failure;
import natsuin.pg.Database;

/** 個人情報同意: opened whole, then agreed to, by the digest of what was opened (DOC-1). */
final class GiveConsent {
  private final IdentityTools tools;
  private final Situations situations;
  private final ConsentDocument consent;

  GiveConsent(IdentityTools tools, Situations situations, ConsentDocument consent) {
    this.tools = tools;
    this.situations = situations;
    this.consent = consent;
  }

  /** Every byte went to the user. */
  void delivered(Actor.User user) {
    tools
        .database()
        .tx(
            tx ->
                situations
                    .find(tx, user.id())
                    .compose(
                        found ->
                            found.isEmpty() ? Future.succeededFuture() : opened(tx, found.get())))
        .await();
  }

  private Future<Void> opened(SqlConnection tx, Situation situation) {
    return IdentityStore.opened(
            tx, situation.request().id(), consent.digest(), tools.clock().instant())
        .onSuccess(
            first -> {
              if (first) {
                Database.afterCommit(tx, () -> tools.requests().touched(situation.request()));
              }
            })
        .mapEmpty();
  }

  /**
   * 「同意します」. Fails as {@link Failure.Conflict} {@code consent-changed} for another document than
   * that in force, and {@code consent-not-opened} where it was not opened.
   */
  void agree(Actor.User user, String sha256) {
    if (!consent.sha256().equals(sha256)) {
      throw new Failure.Conflict("consent-changed").exception();
    }
    tools.database().tx(tx -> situations.need(tx, user).compose(s -> agree(tx, user, s))).await();
  }

  private Future<Void> agree(SqlConnection tx, Actor.User user, Situation situation) {
    if (situation.opened() == null) {
      return Future.failedFuture(new Failure.Conflict("consent-not-opened").exception());
    }
    return IdentityStore.agreed(
            tx, situation.request().id(), consent.digest(), tools.clock().instant())
        .compose(first -> first ? record(tx, user, situation) : Future.succeededFuture());
  }

  private Future<Void> record(SqlConnection tx, Actor.User user, Situation situation) {
    Database.afterCommit(tx, () -> tools.requests().touched(situation.request()));
    return tools
        .audit()
        .record(
            tx,
            user,
            "consent.given",
            "certificate-request:" + situation.request().id(),
            situation.request().branch(),
            new JsonObject().put("sha256", consent.sha256()));
  }
}
