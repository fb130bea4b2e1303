package natsuin.boot;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.ThreadingModel;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import natsuin.bus.Channel;
import natsuin.bus.ChannelName;
import natsuin.ceremony.Ceremony;
import natsuin.ceremony.ContractViews;
import natsuin.certificates.CheckPin;
import natsuin.certificates.Credentials;
import natsuin.certificates.IssueCertificate;
import natsuin.certificates.IssueCredential;
import natsuin.certificates.RevocationRecord;
import natsuin.documents.ContentKeyStore;
import natsuin.documents.DocumentStore;
import natsuin.http.Routes;
import natsuin.lockout.Lockout;
import natsuin.pki.Pem;
import natsuin.pki.TrustAnchors;
import natsuin.queues.WatchedTableStore;
import natsuin.signing.EvidenceSource;
import natsuin.signing.JobQueued;
import natsuin.signing.RenewArchive;
import natsuin.signing.SealFile;
import natsuin.signing.SignAtOnce;
import natsuin.signing.SigningHands;
import natsuin.signing.SigningJobs;
import natsuin.signing.SigningWorker;
import natsuin.signing.TimestampClient;
import natsuin.signing.Tools;
import natsuin.signing.pades.PadesPipeline;
import natsuin.vault.EnvelopeKeys;
import natsuin.vault.JobWrap;
import natsuin.vault.PinWrap;

/** Assembles credentials, signing and its ceremony. */
final class SigningRooms {
  private final Node node;
  private final Duties duties;
  private final PinWrap pins;
  private final WorkerExecutor hashing;
  private final WorkerExecutor computing;
  private final Channel<JobQueued> announcements;
  private final Credentials credentials;
  private final IssueCredential issue;
  private final CheckPin pin;
  private final SigningJobs jobs;
  private final WatchedTableStore queue;
  private final Ceremony ceremony;
  private final TimestampClient timestamps;
  private final EvidenceSource evidence;

  SigningRooms(Node node, Duties duties) throws IOException {
    this.node = node;
    this.duties = duties;
    var configuration = node.configuration();
    this.pins =
        new PinWrap(node.keys().master(), Duties.argon2(), configuration.passwords().parameters());
    this.hashing = pool("pins", configuration.ceremony().hashing());
    this.computing = pool("signing", Math.max(1, configuration.signing().workers()));
    this.announcements = new Channel<>(node.vertx(), ChannelName.SIGNING_JOBS, JobQueued.CODEC);
    this.credentials = new Credentials(node.database(), node.keys().pki(), pins, hashing);
    this.issue =
        new IssueCredential(
            node.database(),
            new IssueCertificate(node.database(), node.keys().pki().issuing(), node.clock()),
            pins,
            configuration.certificates().algorithm(),
            hashing,
            node.clock());
    this.pin = checkPin();
    this.timestamps = timestamps();
    this.evidence =
        new EvidenceSource(
            new RevocationRecord(node.database(), node.keys().pki(), node.clock()),
            node.keys().pki(),
            node.clock());
    this.jobs =
        new SigningJobs(
            new JobWrap(node.keys().master()),
            node.keys().pki().seal(),
            configuration.signing(),
            announcements,
            node.clock());
    this.queue = jobs.queue(node.database());
    this.ceremony = ceremony();
  }

  /** Signing jobs that are not done. */
  WatchedTableStore queue() {
    return queue;
  }

  /** Takes signing jobs on. */
  SigningJobs jobs() {
    return jobs;
  }

  /** Users' signing credentials. */
  Credentials credentials() {
    return credentials;
  }

  /** Tries PINs, whatever for. */
  CheckPin pin() {
    return pin;
  }

  /** Makes new ones. */
  IssueCredential issue() {
    return issue;
  }

  /** Keeps keys under PINs. */
  PinWrap pins() {
    return pins;
  }

  /** Bounded, for what a PIN costs. */
  WorkerExecutor hashing() {
    return hashing;
  }

  /** Signs papers that belong to no contract. */
  SignAtOnce atOnce() {
    return new SignAtOnce(
        credentials,
        timestamps,
        evidence,
        node.configuration().signing().level(),
        computing,
        node.clock());
  }

  /** Sets the bank's seal beside files. */
  SealFile sealFile() {
    return new SealFile(node.keys().pki().seal(), timestamps, evidence, computing);
  }

  /** Renews archive timestamps. */
  RenewArchive archives() {
    return new RenewArchive(timestamps, evidence, computing);
  }

  /** Bounded, for what is computed around signatures. */
  WorkerExecutor computing() {
    return computing;
  }

  /** The ceremony over HTTP. */
  List<Routes> routes(ContractViews views) {
    return ceremony.routes(jobs, views);
  }

  /** Lets workers take jobs from now on. */
  void work() {
    if (node.configuration().signing().workers() == 0) {
      return;
    }
    var tools = tools();
    var options =
        new DeploymentOptions()
            .setThreadingModel(ThreadingModel.VIRTUAL_THREAD)
            .setInstances(node.configuration().signing().workers());
    String id =
        node.vertx()
            .deployVerticle(() -> new SigningWorker(tools, announcements, queue), options)
            .await();
    node.life().onStop("signing", () -> node.vertx().undeploy(id).await());
  }

  private WorkerExecutor pool(String name, int threads) {
    var pool = node.vertx().createSharedWorkerExecutor(name, threads);
    node.life().onStop("pool " + name, () -> pool.close().await());
    return pool;
  }

  private CheckPin checkPin() {
    var ceremony = node.configuration().ceremony();
    return new CheckPin(
        node.database(),
        credentials,
        new Lockout(node.redis(), node.clock(), ceremony.pin(), "pin"),
        ceremony.hashing() + ceremony.hashingQueue(),
        ceremony.reopens(),
        duties.audit(),
        node.clock());
  }

  private Ceremony ceremony() {
    var configuration = node.configuration();
    return new Ceremony(
        new Ceremony.Ground(
            node.database(),
            node.redis(),
            node.clock(),
            credentials,
            pin,
            duties.otp(),
            duties.letters(),
            duties.audit(),
            duties.announcements(),
            configuration.http().bodyLimit(),
            configuration.bank().name()),
        configuration.ceremony());
  }

  private Tools tools() {
    var keys = new EnvelopeKeys(node.keys().master());
    var pki = node.keys().pki();
    return new Tools(
        node.database(),
        new DocumentStore(new ContentKeyStore(keys, node.clock()), node.clock()),
        keys,
        new PadesPipeline(),
        timestamps,
        evidence,
        new SigningHands(credentials, pki.seal(), new JobWrap(node.keys().master()), node.clock()),
        ceremony.desk(),
        duties.audit(),
        duties.announcements(),
        computing,
        node.configuration().signing(),
        node.clock());
  }

  private TimestampClient timestamps() throws IOException {
    var configuration = node.configuration().signing();
    List<URI> authorities =
        configuration.timestampAuthorities().isEmpty()
            ? List.of(node.keys().plan().publicBase().resolve("tsa"))
            : configuration.timestampAuthorities();
    return new TimestampClient(
        node.vertx(),
        authorities,
        configuration.timestampTlsCaFile(),
        configuration.timestampTimeout(),
        trust(),
        node.clock());
  }

  private TrustAnchors trust() throws IOException {
    String file = node.configuration().signing().timestampTrust();
    return TrustAnchors.of(
        file.isEmpty()
            ? List.of(node.keys().pki().root().certificate())
            : Pem.readCertificates(Files.readString(Path.of(file))));
  }
}
