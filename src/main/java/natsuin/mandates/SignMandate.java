package natsuin.mandates;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import natsuin.certificates.Credential;
import natsuin.documents.PieceReader;
import natsuin.kernel.Actor;
import natsuin.kernel.Failure;
import natsuin.kernel.FailureException;
import natsuin.signing.SignAtOnce;
import natsuin.users.User;
import natsuin.users.UserStore;
import natsuin.vault.OpeningKey;
import natsuin.vault.SplitSecret;
import natsuin.vault.VaultException;

/**
 * Step 3, 「電子署名」: joins the halves and signs on the spot. What is about to be signed is on record
 * before the key acts; what does not come to its end leaves the draft as it was, and the button may
 * be pressed again. Pressed twice, or in two tabs, it is one signature. On a virtual thread.
 */
final class SignMandate {
  /** Longer than a signature takes; afterwards a try that died is over. */
  private static final Duration LEASE = Duration.ofSeconds(60);

  private static final Duration PRESS_AFTER = Duration.ofSeconds(30);
  private static final String STANDING = "委任者";

  private final MandateTools tools;
  private final OpenMandate.Finder finder;

  SignMandate(MandateTools tools) {
    this.tools = tools;
    this.finder = new OpenMandate.Finder(tools);
  }

  /**
   * Signs.
   *
   * @param half the browser's half, where this browser has it
   */
  void sign(Actor.User user, UUID id, UUID requestId, Optional<byte[]> half) {
    Mandate mandate = finder.own(user, id);
    MandateRequest request = finder.request(user, mandate, requestId);
    if (request.state() == MandateRequest.State.USED) {
      return;
    }
    OpenMandate open = finder.open(mandate, request, "request-expired");
    if (request.state() != MandateRequest.State.AUTHORIZED) {
      throw MandateReadiness.conflict("code-missing");
    }
    byte[] browser = half.orElseThrow(() -> MandateReadiness.conflict("other-browser"));
    byte[] server =
        tools
            .halves()
            .get(requestId)
            .await()
            .orElseThrow(() -> MandateReadiness.conflict("request-expired"));
    try (OpeningKey key = SplitSecret.join(browser, server)) {
      // Halves that do not belong together open nothing; better said before anything is on record.
      tools.credentials().open(open.credential().id(), key).await();
      sign(user, open, key);
    } catch (VaultException e) {
      throw MandateReadiness.conflict("other-browser");
    }
    tools.halves().forget(requestId).await();
  }

  private void sign(Actor.User user, OpenMandate open, OpeningKey key) {
    long fence = claim(user, open);
    try {
      byte[] signed =
          tools.signer().sign(draft(open.mandate()), signer(user, open.credential()), key);
      Instant now = tools.clock().instant();
      MandateReadiness.usable(tools.credentials().byId(open.credential().id()).await(), now);
      tools.database().tx(tx -> keep(tx, user, open, fence, signed, now)).await();
    } catch (Exception e) {
      MandateStore.release(tools.database().client(), open.mandate().id(), fence).await();
      if (withoutTimestamp(e)) {
        throw new Failure.Unavailable("mandate-not-timestamped", PRESS_AFTER).exception();
      }
      throw e;
    }
  }

  /** Without timestamps nothing is signed: the signer decides when to press again. */
  private static boolean withoutTimestamp(Exception fault) {
    return fault instanceof FailureException failed
        && failed.failure() instanceof Failure.Unavailable away
        && "tsa-unavailable".equals(away.code());
  }

  private long claim(Actor.User user, OpenMandate open) {
    UUID id = open.mandate().id();
    var fence =
        tools
            .database()
            .tx(
                tx ->
                    MandateStore.claim(tx, id, open.credential().serial(), LEASE)
                        .compose(
                            mine ->
                                mine.isEmpty()
                                    ? Future.succeededFuture(mine)
                                    : record(tx, user, open, "mandate.signing").map(mine)))
            .await();
    return fence.orElseThrow(() -> MandateReadiness.conflict("mandate-being-signed"));
  }

  private SignAtOnce.Signer signer(Actor.User user, Credential credential) {
    User grantor = UserStore.find(tools.database().client(), user.id()).await().orElseThrow();
    return new SignAtOnce.Signer(credential, grantor.name(), STANDING);
  }

  private byte[] draft(Mandate mandate) {
    PieceReader pieces =
        tools
            .documents()
            .readFile(tools.database().client(), mandate.bytes().orElseThrow().file())
            .await();
    return MandateFile.whole(pieces);
  }

  private Future<Void> keep(
      SqlConnection tx, Actor.User user, OpenMandate open, long fence, byte[] signed, Instant now) {
    UUID id = open.mandate().id();
    Instant until = now.plus(tools.configuration().validFor());
    return tools
        .keys()
        .find(tx, open.mandate().bytes().orElseThrow().key())
        .compose(key -> tools.documents().keepFile(tx, key, signed, DraftMandate.sha256(signed)))
        .compose(file -> MandateStore.signed(tx, id, fence, file, now, until))
        .compose(mine -> sure(mine, "mandate-being-signed"))
        .compose(done -> MandateRequestStore.use(tx, open.request().id()))
        .compose(first -> sure(first, "request-superseded"))
        .compose(done -> record(tx, user, open, "mandate.signed"));
  }

  private Future<Void> record(SqlConnection tx, Actor.User user, OpenMandate open, String action) {
    return tools
        .audit()
        .record(
            tx,
            user,
            action,
            "mandate:" + open.mandate().id(),
            open.mandate().branch(),
            new JsonObject()
                .put("request", open.request().id().toString())
                .put("certificate", open.credential().serial()));
  }

  private static Future<Void> sure(boolean so, String code) {
    return so ? Future.succeededFuture() : Future.failedFuture(MandateReadiness.conflict(code));
  }
}
