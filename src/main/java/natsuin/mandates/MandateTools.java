package natsuin.mandates;

import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import natsuin.audit.Audit;
import natsuin.certificates.CheckPin;
import natsuin.certificates.Credentials;
import natsuin.documents.ContentKeyStore;
import natsuin.documents.DocumentStore;
import natsuin.http.BodyReader;
import natsuin.kernel.ByteSize;
import natsuin.otp.Otp;
import natsuin.otp.ServerHalves;
import natsuin.outbox.Outbox;
import natsuin.pg.Database;
import natsuin.signing.SignAtOnce;
import natsuin.uploads.Uploads;

/**
 * What this room works with.
 *
 * @param pool bounded; writing a paper costs some hundred milliseconds
 * @param bankName to whom powers of attorney are addressed
 * @param bodies takes powers of attorney on paper
 * @param useWithin how long 「電子署名」 may be pressed after the code was right
 */
public record MandateTools(
    Database database,
    DocumentStore documents,
    ContentKeyStore keys,
    Credentials credentials,
    CheckPin pin,
    Uploads uploads,
    SignAtOnce signer,
    Otp otp,
    ServerHalves halves,
    Outbox outbox,
    Audit audit,
    WorkerExecutor pool,
    InstantSource clock,
    String bankName,
    Duration useWithin,
    ByteSize bodyLimit,
    BodyReader bodies,
    MandateConfiguration configuration) {

  /** Erases keys and files of what is not there any more. */
  Future<Void> erase(SqlConnection tx, List<MandateStore.Gone> gone) {
    Future<Void> done = Future.succeededFuture();
    for (MandateStore.Gone each : gone) {
      done =
          done.compose(
                  before ->
                      each.key()
                          .map(key -> keys.destroy(tx, key))
                          .orElseGet(Future::succeededFuture))
              .compose(before -> uploads.forget(tx, each.id()));
    }
    return done;
  }
}
