package natsuin.identity;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.util.Optional;
import java.util.UUID;
import natsuin.kernel.Actor;
import natsuin.kernel.Failure;
import natsuin.requests.CertificateRequest;
import natsuin.users.UserStore;

/** Finds what is known of a request's documents. */
final class Situations {
  private final IdentityTools tools;
  private final ConsentDocument consent;

  Situations(IdentityTools tools, ConsentDocument consent) {
    this.tools = tools;
    this.consent = consent;
  }

  /** Of the user's open request. */
  Future<Optional<Situation>> find(SqlClient db, UUID user) {
    return tools
        .requests()
        .openOf(db, user)
        .compose(
            open ->
                open.isEmpty()
                    ? Future.succeededFuture(Optional.empty())
                    : of(db, open.get()).map(Optional::of));
  }

  /** The same; fails as {@link Failure.NotFound} {@code no-request} where none is open. */
  Future<Situation> need(SqlClient db, Actor.User user) {
    return find(db, user.id())
        .map(found -> found.orElseThrow(() -> new Failure.NotFound("no-request").exception()));
  }

  /** The same, kept from everybody else until the transaction ends. */
  Future<Situation> hold(SqlConnection tx, Actor.User user) {
    return need(tx, user)
        .compose(
            seen -> IdentityStore.lock(tx, seen.request().id()).compose(held -> need(tx, user)));
  }

  Future<Situation> of(SqlClient db, CertificateRequest request) {
    return UserStore.find(db, request.user())
        .compose(
            user ->
                IdentityStore.consent(db, request.id(), consent.digest())
                    .compose(
                        agreed ->
                            tools
                                .uploads()
                                .of(db, request.id())
                                .map(
                                    files ->
                                        new Situation(
                                            request,
                                            user.orElseThrow(),
                                            agreed.opened(),
                                            agreed.agreed(),
                                            files.stream()
                                                .map(
                                                    file ->
                                                        new Situation.Sent(
                                                            Place.of(file.place()), file))
                                                .toList()))));
  }
}
