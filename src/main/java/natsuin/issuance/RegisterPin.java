package natsuin.issuance;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.util.OptionalInt;
import natsuin.kernel.Actor;
import natsuin.kernel.Failure;
import natsuin.requests.CertificateRequest;
import natsuin.requests.RequestState;

/**
 * 「初期PIN登録」 and 「発行」 of one's own (CERT-1). Registering makes the key pair, which is kept only
 * under PIN and server key; issuing needs the PIN no more and goes on by itself. On a virtual
 * thread.
 */
final class RegisterPin {
  private final IssuanceTools tools;
  private final Runnable wake;

  /**
   * The use case.
   *
   * @param wake lets a worker look at once
   */
  RegisterPin(IssuanceTools tools, Runnable wake) {
    this.tools = tools;
    this.wake = wake;
  }

  /**
   * 「登録」; again as long as 「発行」 was not pressed. Fails as conflict {@code no-pin-due} where no PIN
   * is to be registered, {@code changed-meanwhile} where another window was faster.
   *
   * @param version of the request as the window shows it
   */
  void register(Actor.User user, OptionalInt version, char[] pin) {
    CertificateRequest request = due(user);
    if (version.isPresent() && version.getAsInt() != request.version()) {
      throw conflict("changed-meanwhile");
    }
    var made = tools.pending().make(request.id(), user.id(), pin);
    tools
        .database()
        .tx(
            tx ->
                tools
                    .pending()
                    .keep(tx, made)
                    .compose(
                        done ->
                            tools
                                .requests()
                                .move(tx, user, request, RequestState.PIN_REGISTERED, null)))
        .await();
  }

  /** 「発行」; pressed twice it is one certificate. Fails as conflict {@code no-pin-registered}. */
  void issue(Actor.User user) {
    CertificateRequest request = due(user);
    boolean first =
        tools
            .database()
            .tx(
                tx ->
                    tools
                        .pending()
                        .queue(tx, request.id())
                        .compose(
                            queued ->
                                queued
                                    ? record(tx, user, request).map(true)
                                    : Future.succeededFuture(false)))
            .await();
    if (!first && tools.pending().of(tools.database().client(), request.id()).await().isEmpty()) {
      throw conflict("no-pin-registered");
    }
    wake.run();
    tools.requests().touched(request);
  }

  private Future<Void> record(SqlConnection tx, Actor.User user, CertificateRequest request) {
    return tools
        .audit()
        .record(
            tx,
            user,
            "certificate.issue-queued",
            "certificate-request:" + request.id(),
            request.branch(),
            new JsonObject());
  }

  private CertificateRequest due(Actor.User user) {
    return tools
        .requests()
        .openOf(tools.database().client(), user.id())
        .await()
        .filter(
            request ->
                request.state() == RequestState.PIN_DUE
                    || request.state() == RequestState.PIN_REGISTERED)
        .orElseThrow(() -> conflict("no-pin-due"));
  }

  private static RuntimeException conflict(String code) {
    return new Failure.Conflict(code).exception();
  }
}
