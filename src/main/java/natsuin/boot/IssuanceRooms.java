package natsuin.boot;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import natsuin.certificates.CertificateMails;
import natsuin.certificates.ChangePin;
import natsuin.certificates.LockCredential;
import natsuin.certificates.PendingCredentials;
import natsuin.certificates.RevokeCredential;
import natsuin.certificates.TellExpiry;
import natsuin.documents.ContentKeyStore;
import natsuin.documents.DocumentStore;
import natsuin.http.BodyReader;
import natsuin.http.Routes;
import natsuin.issuance.Issuance;
import natsuin.issuance.IssuanceTools;
import natsuin.mandates.MandateTools;
import natsuin.mandates.Mandates;
import natsuin.otp.ServerHalves;
import natsuin.queues.WatchedQueue;
import natsuin.schedule.Schedule;
import natsuin.uploads.Uploads;
import natsuin.vault.EnvelopeKeys;

/** Assembles powers of attorney and the issue of certificates. */
final class IssuanceRooms {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Node node;
  private final Duties duties;
  private final SigningRooms signing;
  private final Uploads uploads;
  private final Mandates mandates;
  private final Issuance issuance;

  IssuanceRooms(Node node, Duties duties, SigningRooms signing, Uploads uploads) {
    this.node = node;
    this.duties = duties;
    this.signing = signing;
    this.uploads = uploads;
    this.mandates = new Mandates(mandateTools());
    this.issuance = new Issuance(issuanceTools());
  }

  /** Powers of attorney, for whoever needs one. */
  Mandates mandates() {
    return mandates;
  }

  /** What these rooms offer over HTTP. */
  List<Routes> routes() {
    var routes = new ArrayList<Routes>(mandates.routes());
    routes.addAll(issuance.routes());
    return routes;
  }

  /** Issues that are not at their end. */
  WatchedQueue queue() {
    return issuance.queue();
  }

  /** Lets this node issue certificates from now on. */
  void work() {
    String id = issuance.work();
    node.life().onStop("issuance", () -> node.vertx().undeploy(id).await());
  }

  /** Names what is to be done again and again. */
  void schedule(Schedule schedule) {
    issuance.schedule(
        schedule,
        new TellExpiry(
            node.database(),
            mails(),
            node.configuration().certificates().expiryNotice(),
            node.clock()));
  }

  private CertificateMails mails() {
    return new CertificateMails(
        duties.outbox(), duties.notices(), node.configuration().http().baseUrl());
  }

  private MandateTools mandateTools() {
    var configuration = node.configuration();
    var keys = new ContentKeyStore(new EnvelopeKeys(node.keys().master()), node.clock());
    return new MandateTools(
        node.database(),
        new DocumentStore(keys, node.clock()),
        keys,
        signing.credentials(),
        signing.pin(),
        uploads,
        signing.atOnce(),
        duties.otp(),
        new ServerHalves(node.redis(), ServerHalves.Purpose.MANDATE),
        duties.outbox(),
        duties.audit(),
        signing.computing(),
        node.clock(),
        configuration.bank().name(),
        configuration.ceremony().useWithin(),
        configuration.http().bodyLimit(),
        new BodyReader(node.vertx(), configuration.uploads().largest().bytes(), PATIENCE),
        configuration.mandates());
  }

  private IssuanceTools issuanceTools() {
    var database = node.database();
    var audit = duties.audit();
    var mails = mails();
    var pending =
        new PendingCredentials(
            database,
            node.keys().pki().issuing(),
            signing.pins(),
            node.configuration().certificates().algorithm(),
            signing.hashing(),
            new RevokeCredential(mails, audit, node.clock()),
            node.clock());
    return new IssuanceTools(
        node.vertx(),
        database,
        signing.credentials(),
        pending,
        new LockCredential(database, signing.pin(), mails, audit),
        new ChangePin(database, signing.credentials(), signing.pin(), mails, audit),
        mails,
        duties.requests(),
        mandates,
        audit,
        duties.announcements(),
        node.configuration().http().bodyLimit(),
        node.clock());
  }
}
