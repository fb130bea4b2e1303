package natsuin.identity;

import io.vertx.core.Future;
import java.time.InstantSource;
import natsuin.pg.Database;
import natsuin.uploads.Uploads;

/** The end of keeping (SEC-1): rows and keys of documents whose time is over go. */
record ForgetDocuments(
    Database database, InstantSource clock, Uploads uploads, IdentityConfiguration configuration) {

  /** Answers of how many requests; again soon where there are many. */
  Future<Integer> whoseTimeIsOver() {
    var now = clock.instant();
    return IdentityStore.over(
            database.client(),
            now.minus(configuration.keptAfterIssue()),
            now.minus(configuration.keptAfterCancel()))
        .compose(
            over -> {
              Future<Void> done = Future.succeededFuture();
              for (var request : over) {
                done = done.compose(before -> database.tx(tx -> uploads.forget(tx, request)));
              }
              return done.map(over.size());
            });
  }
}
