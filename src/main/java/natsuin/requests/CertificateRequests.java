package natsuin.requests;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import natsuin.audit.Audit;
import natsuin.bus.Announcement.RequestTouched;
import natsuin.bus.Announcements;
import natsuin.kernel.Actor;
import natsuin.kernel.Failure;
import natsuin.kernel.Ids;
import natsuin.pg.Database;
import org.jspecify.annotations.Nullable;

/**
 * The door to requests for signing certificates. Each change stands in the caller's transaction, is
 * audited there, and is announced after its commit.
 */
public final class CertificateRequests {
  private final Audit audit;
  private final Announcements announcements;
  private final InstantSource clock;

  /** Requests that are audited and announced. */
  public CertificateRequests(Audit audit, Announcements announcements, InstantSource clock) {
    this.audit = audit;
    this.announcements = announcements;
    this.clock = clock;
  }

  /**
   * Opens a request for this user. Fails as {@link Failure.Conflict} {@code request-open} where one
   * is open already.
   */
  public Future<CertificateRequest> open(
      SqlConnection tx, Actor by, UUID user, RequestReason reason, Identification identification) {
    UUID id = Ids.next(clock);
    var state =
        switch (identification) {
          case DOCUMENTS -> RequestState.DOCUMENTS_DUE;
          case FACE_TO_FACE -> RequestState.MEETING_DUE;
        };
    return RequestStore.insert(
            tx, id, user, reason, identification, state, by.label(), clock.instant())
        .compose(
            opened ->
                opened
                    ? RequestStore.find(tx, id).map(Optional::orElseThrow)
                    : Future.failedFuture(new Failure.Conflict("request-open").exception()))
        .compose(
            request ->
                record(tx, by, request, "certificate-request.opened", reason.code()).map(request));
  }

  /** This request, open or not. */
  public Future<Optional<CertificateRequest>> find(SqlClient db, UUID id) {
    return RequestStore.find(db, id);
  }

  /** The one that is open for this user. */
  public Future<Optional<CertificateRequest>> openOf(SqlClient db, UUID user) {
    return RequestStore.openOf(db, user);
  }

  /** All that are open for users of this organization. */
  public Future<List<CertificateRequest>> openOfOrganization(SqlClient db, UUID organization) {
    return RequestStore.openOfOrganization(db, organization);
  }

  /**
   * Moves a request on from the state and version that the caller saw. Fails as {@link
   * Failure.Conflict} {@code changed-meanwhile} where somebody was faster.
   *
   * @param returnReason only with {@link RequestState#RETURNED}
   */
  public Future<CertificateRequest> move(
      SqlConnection tx,
      Actor by,
      CertificateRequest seen,
      RequestState to,
      @Nullable String returnReason) {
    return RequestStore.move(
            tx, seen.id(), seen.version(), seen.state(), to, returnReason, clock.instant())
        .compose(
            moved ->
                moved
                    ? RequestStore.find(tx, seen.id()).map(Optional::orElseThrow)
                    : Future.failedFuture(new Failure.Conflict("changed-meanwhile").exception()))
        .compose(
            request ->
                record(tx, by, request, "certificate-request.moved", to.code()).map(request));
  }

  /** Nothing will come of what is open for this user, if anything is. */
  public Future<Void> cancel(SqlConnection tx, Actor by, UUID user) {
    return openOf(tx, user)
        .compose(
            open ->
                open.isEmpty()
                    ? Future.succeededFuture()
                    : RequestStore.cancel(tx, user, clock.instant())
                        .compose(
                            done ->
                                record(
                                    tx,
                                    by,
                                    open.get(),
                                    "certificate-request.moved",
                                    RequestState.CANCELLED.code())));
  }

  /** Something about the request changed that watchers see: a file, the progress of an issue. */
  public void touched(CertificateRequest request) {
    announcements.say(
        new RequestTouched(request.id(), request.user(), request.organization(), request.branch()));
  }

  private Future<Void> record(
      SqlConnection tx, Actor by, CertificateRequest request, String action, String what) {
    Database.afterCommit(tx, () -> touched(request));
    return audit.record(
        tx,
        by,
        action,
        "certificate-request:" + request.id(),
        request.branch(),
        new JsonObject().put("user", request.user().toString()).put("to", what));
  }
}
