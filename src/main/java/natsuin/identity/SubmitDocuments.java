package natsuin.identity;

import io.vertx.core.Future;
import java.util.List;
import natsuin.kernel.Actor;
import natsuin.kernel.Failure;
import natsuin.kernel.Failure.FieldError;
import natsuin.requests.CertificateRequest;
import natsuin.requests.RequestState;
import natsuin.uploads.FileState;

/** 「送信」: everything that is asked for is there and clean; it goes to the branch. */
final class SubmitDocuments {
  private final IdentityTools tools;
  private final Situations situations;

  SubmitDocuments(IdentityTools tools, Situations situations) {
    this.tools = tools;
    this.situations = situations;
  }

  void submit(Actor.User user, int version) {
    tools
        .database()
        .tx(
            tx ->
                situations
                    .hold(tx, user)
                    .compose(
                        situation -> {
                          check(situation, version);
                          return tools
                              .requests()
                              .move(tx, user, situation.request(), RequestState.UNDER_REVIEW, null)
                              .<CertificateRequest>compose(Future::succeededFuture);
                        }))
        .await();
  }

  private void check(Situation situation, int version) {
    if (situation.request().version() != version) {
      throw new Failure.Conflict("changed-meanwhile").exception();
    }
    if (!situation.inCustomersHands()) {
      throw new Failure.Conflict("documents-sent").exception();
    }
    if (situation.agreed() == null) {
      throw new Failure.Conflict("consent-needed").exception();
    }
    if (situation.any(FileState.QUEUED, FileState.SCANNING)) {
      throw new Failure.Conflict("scan-running").exception();
    }
    if (situation.any(FileState.WAITING)) {
      throw new Failure.Conflict("scan-waiting").exception();
    }
    List<Place> missing = situation.missing(tools.configuration());
    if (!missing.isEmpty()) {
      throw new Failure.Refused(
              "documents-missing", missing.stream().map(SubmitDocuments::error).toList())
          .exception();
    }
  }

  private static FieldError error(Place place) {
    return new FieldError(
        place.kind().isEmpty() ? place.part().code() : place.text(),
        "documents.missing." + place.part().code());
  }
}
