package natsuin.signing;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.WorkerExecutor;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import natsuin.audit.Audit;
import natsuin.boot.Keys;
import natsuin.boot.Node;
import natsuin.bus.Announcements;
import natsuin.bus.Channel;
import natsuin.bus.ChannelName;
import natsuin.certificates.Credential;
import natsuin.certificates.Credentials;
import natsuin.certificates.IssueCertificate;
import natsuin.certificates.IssueCredential;
import natsuin.certificates.RevocationRecord;
import natsuin.documents.ContentKeyStore;
import natsuin.documents.DocumentStore;
import natsuin.documents.NewDocument;
import natsuin.kernel.Ids;
import natsuin.kernel.StaffRole;
import natsuin.kernel.UserRole;
import natsuin.pdf.DocumentBytes;
import natsuin.pdf.HtmlToPdf;
import natsuin.pki.BouncyArgon2;
import natsuin.pki.KeyAlgorithm;
import natsuin.pki.TrustAnchors;
import natsuin.signing.pades.PadesLevel;
import natsuin.signing.pades.PadesPipeline;
import natsuin.testkit.World;
import natsuin.users.Branch;
import natsuin.users.NewOrganization;
import natsuin.users.NewStaffMember;
import natsuin.users.NewUser;
import natsuin.users.OrganizationKind;
import natsuin.users.OrganizationStore;
import natsuin.users.StaffStore;
import natsuin.users.UserStore;
import natsuin.vault.Argon2Parameters;
import natsuin.vault.EnvelopeKeys;
import natsuin.vault.JobWrap;
import natsuin.vault.PinCheck;
import natsuin.vault.PinWrap;

/** The signing room on a world's ground, with contracts and signers but without their stories. */
final class Studio {
  static final char[] PIN = "Studio2Pin".toCharArray();
  private static final byte[] PAPER =
      HtmlToPdf.render(
          "<html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title>契約書</title></head>"
              + "<body style=\"font-family: 'BIZ UDGothic'\"><h1>金銭消費貸借契約書</h1></body></html>");

  private final World world;
  private final Keys keys;
  private final SigningConfiguration configuration;
  private final Credentials credentials;
  private final IssueCredential issue;
  private final DocumentStore documents;
  private final ContentKeyStore contentKeys;
  private final WorkerExecutor pool;
  private final UUID branch;
  private final UUID officer;
  private final UUID organization;

  /** What this test's stories would decide. */
  final Desk desk;

  final SigningJobs jobs;

  Studio(World world, List<URI> authorities, Duration lease) {
    this.world = world;
    Node node = world.node();
    this.keys = node.keys();
    this.configuration =
        new SigningConfiguration(
            PadesLevel.B_LTA,
            2,
            lease,
            Duration.ofMinutes(10),
            Duration.ofMillis(50),
            Duration.ofMillis(400),
            authorities,
            "",
            Duration.ofSeconds(5),
            "");
    this.pool = node.vertx().createSharedWorkerExecutor("studio", 4);
    var pins =
        new PinWrap(
            keys.master(),
            (secret, salt, cost, length) ->
                BouncyArgon2.hash(secret, salt, cost.memoryKib(), cost.iterations(), 1, length),
            new Argon2Parameters(64, 1));
    this.credentials = new Credentials(node.database(), keys.pki(), pins, pool);
    this.issue =
        new IssueCredential(
            node.database(),
            new IssueCertificate(node.database(), keys.pki().issuing(), world.clock()),
            pins,
            KeyAlgorithm.EC_P256,
            pool,
            world.clock());
    this.contentKeys = new ContentKeyStore(new EnvelopeKeys(keys.master()), world.clock());
    this.documents = new DocumentStore(contentKeys, world.clock());
    this.desk = new Desk(node.database());
    this.jobs =
        new SigningJobs(
            new JobWrap(keys.master()),
            keys.pki().seal(),
            configuration,
            new Channel<>(node.vertx(), ChannelName.SIGNING_JOBS, JobQueued.CODEC),
            world.clock());
    this.branch = UUID.randomUUID();
    this.officer = UUID.randomUUID();
    this.organization = UUID.randomUUID();
    foundation();
  }

  private void foundation() {
    var db = world.database().client();
    String name = branch.toString().substring(0, 8);
    var now = world.clock().instant();
    StaffStore.insert(db, new Branch(branch, name, name, name)).await();
    var member = new NewStaffMember(branch, name, name, "a@example.jp", StaffRole.OFFICER, "-");
    StaffStore.insert(db, officer, member, now).await();
    var facts =
        new NewOrganization(
            OrganizationKind.CORPORATION, "見本", "ミホン", "Mihon Works", "東京都", branch);
    OrganizationStore.insert(db, organization, facts, now).await();
  }

  /** Everything a worker works with. */
  Tools tools() {
    return tools(new Announcements());
  }

  /** The same, told to these listeners. */
  Tools tools(Announcements announcements) {
    var node = world.node();
    var record = new RevocationRecord(node.database(), keys.pki(), world.clock());
    return new Tools(
        node.database(),
        documents,
        new EnvelopeKeys(keys.master()),
        new PadesPipeline(),
        new TimestampClient(
            node.vertx(),
            configuration.timestampAuthorities(),
            configuration.timestampTlsCaFile(),
            configuration.timestampTimeout(),
            TrustAnchors.of(List.of(keys.pki().root().certificate())),
            world.clock()),
        new EvidenceSource(record, keys.pki(), world.clock()),
        new SigningHands(credentials, keys.pki().seal(), new JobWrap(keys.master()), world.clock()),
        desk,
        new Audit(world.clock()),
        announcements,
        pool,
        configuration,
        world.clock());
  }

  /** Workers; answers the deployment. */
  String open(int workers) {
    var tools = tools();
    var vertx = world.node().vertx();
    return vertx
        .deployVerticle(
            () ->
                new SigningWorker(
                    tools,
                    new Channel<>(vertx, ChannelName.SIGNING_JOBS, JobQueued.CODEC),
                    jobs.queue(world.database())),
            new DeploymentOptions()
                .setThreadingModel(ThreadingModel.VIRTUAL_THREAD)
                .setInstances(workers))
        .await();
  }

  void close(String deployment) {
    world.node().vertx().undeploy(deployment).await();
  }

  /** A user with a signing certificate. */
  Credential signer(String latin) {
    UUID id = Ids.next(world.clock());
    var user =
        new NewUser(
            organization,
            id.toString(),
            id + "@example.jp",
            "見本",
            latin,
            "Mihon",
            latin,
            "",
            UserRole.REPRESENTATIVE,
            Locale.JAPANESE,
            "-",
            null);
    UserStore.insert(world.database().client(), id, user, world.clock().instant()).await();
    return issue.issue(
        new IssueCredential.Holder(id, latin + " Mihon", Optional.of("Mihon Works")), PIN);
  }

  /** A contract in signing, with so many documents. */
  UUID contract(int papers) {
    UUID id = Ids.next(world.clock());
    return world.database().tx(tx -> contract(tx, id, papers)).map(id).await();
  }

  private Future<Void> contract(SqlConnection tx, UUID id, int papers) {
    return contentKeys
        .create(tx, "contract", id)
        .compose(
            key ->
                tx.preparedQuery(
                        """
                        insert into contract (id, number, branch_id, officer_id, summary, amount, applied_on,
                          planned_on, state, key_id, mark_visible, created_at, sent_at)
                        values ($1, $2, $3, $4, 'x', 1, now(), now(), 'signing', $5, true, now(), now())
                        """)
                    .execute(Tuple.of(id, id.toString(), branch, officer, key.id()))
                    .compose(
                        done -> {
                          Future<Void> all = Future.succeededFuture();
                          for (int n = 1; n <= papers; n++) {
                            int position = n;
                            all =
                                all.compose(
                                    before ->
                                        documents
                                            .keepFile(tx, key, PAPER, sha256(PAPER))
                                            .compose(
                                                file ->
                                                    documents.add(
                                                        tx, paper(id, position), file, key)));
                          }
                          return all;
                        }));
  }

  private NewDocument paper(UUID contract, int position) {
    return new NewDocument(
        Ids.next(world.clock()), contract, position, "contract", "契約書", "a.pdf", 1);
  }

  /** Puts somebody into the contract, who has pressed 「電子署名」. */
  UUID press(UUID contract, Credential credential) {
    UUID signer = Ids.next(world.clock());
    world
        .database()
        .client()
        .preparedQuery(
            """
            insert into contract_signer (id, contract_id, user_id, organization_id, standing, state)
            values ($1, $2, $3, $4, 'borrower', 'signing')
            """)
        .execute(Tuple.of(signer, contract, credential.user(), organization))
        .await();
    take(contract, signer, credential);
    return signer;
  }

  /** The job of somebody who is in the contract already. */
  void take(UUID contract, UUID signer, Credential credential) {
    var check = credentials.check(credential.id(), PIN.clone()).await();
    try (var key = ((PinCheck.Opened) check).key()) {
      var authorized =
          new SigningJobs.Authorized(
              contract, signer, Optional.empty(), "borrower", credential.serial(), key);
      world
          .database()
          .tx(
              tx ->
                  jobs.toSign(tx, contract, Optional.of(signer))
                      .compose(papers -> jobs.take(tx, authorized, papers)))
          .await();
    }
    jobs.announce();
  }

  /** The contract's documents as they stand. */
  List<DocumentBytes> documents(UUID contract) {
    var db = world.database().client();
    var rows =
        db.preparedQuery(
                "select id, revision from document where contract_id = $1 order by position")
            .execute(Tuple.of(contract))
            .await();
    return rows.stream()
        .map(row -> documents.load(db, row.getUUID("id"), row.getInteger("revision")).await())
        .toList();
  }

  /** One value of one row. */
  String ask(String sql, Object... values) {
    var rows = world.database().client().preparedQuery(sql).execute(Tuple.from(values)).await();
    return String.valueOf(rows.iterator().next().getValue(0));
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
