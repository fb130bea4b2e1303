package natsuin.identity;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.UUID;
import natsuin.identity.IdentityConfiguration.DocumentKind;
import natsuin.kernel.Actor;
import natsuin.kernel.Failure;
import natsuin.uploads.NewFile;
import natsuin.uploads.Purpose;
import natsuin.uploads.UploadedFile;
import natsuin.uploads.Uploads;

/** 「アップロード」 and 「削除」: while the documents are in the customer's hands (DOC-3, DOC-4). */
final class ChangeFiles {
  private final IdentityTools tools;
  private final Situations situations;

  ChangeFiles(IdentityTools tools, Situations situations) {
    this.tools = tools;
    this.situations = situations;
  }

  /** Refuses before a byte is read. */
  void mayUpload(Actor.User user, Place place) {
    check(situations.need(tools.database().client(), user).await(), place);
  }

  private Situation check(Situation situation, Place place) {
    inHand(situation);
    if (situation.agreed() == null) {
      throw new Failure.Conflict("consent-needed").exception();
    }
    if (!situation.parts().contains(place.part())) {
      throw new Failure.NotFound("not-found").exception();
    }
    int files =
        place
            .part()
            .kind(tools.configuration(), place.kind())
            .map(DocumentKind::files)
            .map(List::size)
            .orElse(0);
    if (place.position() < 1 || place.position() > files) {
      throw new Failure.NotFound("not-found").exception();
    }
    return situation;
  }

  private static void inHand(Situation situation) {
    if (!situation.inCustomersHands()) {
      throw new Failure.Conflict("documents-sent").exception();
    }
  }

  /** Takes a file; what was at its place, and what is of another kind, goes. */
  UploadedFile upload(Actor.User user, Place place, String fileName, byte[] content) {
    Uploads.typeOf(fileName, content);
    return tools
        .database()
        .tx(
            tx ->
                situations
                    .hold(tx, user)
                    .map(situation -> check(situation, place))
                    .compose(
                        situation ->
                            clear(tx, user, replaced(situation, place))
                                .compose(
                                    cleared ->
                                        tools
                                            .uploads()
                                            .keep(
                                                tx,
                                                user,
                                                file(situation, place, fileName),
                                                content))))
        .await();
  }

  private static List<UploadedFile> replaced(Situation situation, Place place) {
    return situation.of(place.part()).stream()
        .filter(sent -> sent.place().equals(place) || !sent.place().kind().equals(place.kind()))
        .map(Situation.Sent::file)
        .toList();
  }

  private Future<Void> clear(SqlConnection tx, Actor.User user, List<UploadedFile> files) {
    Future<Void> done = Future.succeededFuture();
    for (UploadedFile file : files) {
      done = done.compose(before -> tools.uploads().delete(tx, user, file));
    }
    return done;
  }

  private static NewFile file(Situation situation, Place place, String fileName) {
    var request = situation.request();
    return new NewFile(
        Purpose.IDENTITY,
        request.id(),
        place.text(),
        request.user(),
        request.organization(),
        request.branch(),
        fileName);
  }

  /** Forgets a file of the user's own open request. */
  void delete(Actor.User user, UUID id) {
    tools
        .database()
        .tx(
            tx ->
                situations
                    .hold(tx, user)
                    .compose(
                        situation -> {
                          var file =
                              situation.files().stream()
                                  .map(Situation.Sent::file)
                                  .filter(own -> own.id().equals(id))
                                  .findFirst()
                                  .orElseThrow(() -> new Failure.NotFound("not-found").exception());
                          inHand(situation);
                          return tools.uploads().delete(tx, user, file);
                        }))
        .await();
  }
}
