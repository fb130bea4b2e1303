package natsuin.boot;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.ThreadingModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import natsuin.certificates.AdoptCertificates;
import natsuin.certificates.RevocationRecord;
import natsuin.clientissue.ClientIssue;
import natsuin.contracts.Contracts;
import natsuin.dashboard.DashboardRoutes;
import natsuin.dashboard.Dashboards;
import natsuin.dashboard.QueueRoutes;
import natsuin.dashboard.Queues;
import natsuin.dashboard.TakeCare;
import natsuin.dashboard.WallRoutes;
import natsuin.employerdesk.EmployerDesk;
import natsuin.http.ClientAddress;
import natsuin.http.Routes;
import natsuin.http.StaticFiles;
import natsuin.identity.Identity;
import natsuin.ledger.Ledger;
import natsuin.live.Live;
import natsuin.live.LiveStories;
import natsuin.members.Members;
import natsuin.notices.NoticeRoutes;
import natsuin.operators.Operations;
import natsuin.outbox.OutboxWorker;
import natsuin.pg.JdbcSource;
import natsuin.pki.TimestampAuthority;
import natsuin.queues.WatchedTableStore;
import natsuin.schedule.Schedule;
import natsuin.sessions.Walls;
import natsuin.trail.TrailRoutes;
import natsuin.web.Entrances;
import natsuin.web.FieldRoutes;
import natsuin.web.Health;
import natsuin.web.HealthRoutes;
import natsuin.web.MetricsRoutes;
import natsuin.web.OpenApiRoutes;
import natsuin.web.PageRoutes;
import natsuin.web.PkiRoutes;
import natsuin.web.ProbeRoutes;
import natsuin.web.RouteTable;
import natsuin.web.SessionGuard;
import natsuin.web.WebServer;

/** What is deployed on a node, in order; each entry says how it is stopped. */
public final class Deployments {
  private Deployments() {}

  /** Where every room's figures meet. */
  public static PrometheusMeterRegistry metrics() {
    return new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  }

  /** Deploys all of it, the door last; the node is ready afterwards. */
  public static void inOrder(Node node, Duties duties, List<Routes> embeddedOnly)
      throws IOException {
    var health =
        new Health()
            .needs("postgresql", node.database()::ping)
            .needs("redis", node.redis()::ping)
            .needs("cluster", node.cluster()::settled);
    var operators = node.life().closing("heartbeat", new OperatorRooms(node, duties));
    var rooms = new ArrayList<Routes>();
    var doctor = new DoctorRooms(node);
    rooms.add(new HealthRoutes(health, doctor::report));
    rooms.add(new MetricsRoutes(node.metrics()));
    rooms.add(new OpenApiRoutes());
    rooms.add(new FieldRoutes(duties.forms()));
    var entrance = new LoginRooms(node, duties);
    rooms.add(entrance.service(version()));
    rooms.add(pki(node));
    var signing = new SigningRooms(node, duties);
    var identity = new IdentityRooms(node, duties);
    health.mentions("scanner", identity.room()::scannerState);
    rooms.addAll(entrance.routes(signing.credentials()));
    rooms.add(new NoticeRoutes(duties.notices()));
    var contracts =
        node.life().closing("contracts", ContractRooms.contracts(node, duties, signing.jobs()));
    rooms.addAll(contracts.routes());
    rooms.add(new TrailRoutes(node.database(), duties.audit()));
    rooms.addAll(
        new Ledger(
                node.database(),
                duties.audit(),
                node.clock(),
                node.configuration().keeping().rule())
            .routes());
    rooms.addAll(signing.routes(contracts::viewOf));
    var evidence =
        node.life().closing("evidence", EvidenceRooms.evidence(node, duties, signing.sealFile()));
    rooms.addAll(evidence.routes());
    var issuance = new IssuanceRooms(node, duties, signing, identity.uploads());
    rooms.addAll(issuance.routes());
    var members = MemberRooms.members(node, duties, signing.credentials(), issuance.mandates());
    rooms.addAll(members.routes());
    rooms.addAll(identity.identity().routes());
    var enrolment = node.life().closing("enrolment", EnrolmentRooms.enrolment(node, duties));
    rooms.addAll(enrolment.routes());
    var desk = node.life().closing("employer desk", DeskRooms.desk(node, duties));
    rooms.addAll(desk.routes());
    var dashboards = new Dashboards(node.database(), node.clock());
    rooms.add(
        new DashboardRoutes(
            dashboards,
            new TakeCare(
                dashboards,
                node.database(),
                duties.audit(),
                duties.announcements(),
                node.clock())));
    var queues = new Queues(node.database(), node.clock());
    rooms.add(new QueueRoutes(queues));
    var walls =
        new Walls(
            node.database(), node.clock(), node.configuration().sessions(), duties.announcements());
    rooms.add(new WallRoutes(node.database(), walls, duties.sessions(), duties.audit()));
    rooms.add(MemberRooms.revocations(node, duties, signing.credentials()));
    var clientIssue =
        node.life().closing("client issue", ClientIssueRooms.clientIssue(node, duties));
    rooms.addAll(clientIssue.routes());
    var employers = new EmployerRooms(node, duties);
    rooms.addAll(employers.routes());
    rooms.addAll(PortalRooms.portal(node, duties).routes());
    var mails = duties.outbox().queue(node.database());
    var watched =
        new QueueRooms(
            node, List.of(mails, signing.queue(), identity.room().queue(), issuance.queue()));
    watched.watch();
    var operations = operators.operations(watched);
    rooms.add(operations.routes());
    var live =
        live(
            node,
            duties,
            contracts,
            dashboards,
            members,
            queues,
            identity.identity(),
            clientIssue,
            operations);
    rooms.add(live.routes());
    boolean embedded = node.configuration().mode().isTrial();
    if (embedded) {
      rooms.add(Demonstration.people(node, duties, signing));
    }
    rooms.addAll(embeddedOnly);
    String outbox = node.vertx().deployVerticle(outboxWorker(node, duties, mails)).await();
    node.life().onStop("outbox", () -> node.vertx().undeploy(outbox).await());
    var http = node.configuration().http();
    var gate = entrance.gate();
    rooms.add(new ProbeRoutes(node.clock()));
    var clients = new ClientAddress(http.trustedProxies());
    var entrances =
        new Entrances(http.baseUrl(), node.configuration().employers().baseUrl(), clients);
    rooms.add(new PageRoutes(StaticFiles.directory(Path.of(http.webroot())), gate, entrances));
    var routes =
        new RouteTable(
            entrances,
            entrance.authorities(),
            clients,
            gate,
            new SessionGuard(duties.sessions(), walls, employers.certificates()),
            rooms);
    var certificate = TlsKeys.of(ServerCertificate.openOrIssue(node));
    var pki = node.keys().pki();
    var authorities = List.of(pki.issuing().identity().certificate(), pki.root().certificate());
    deploy(
        node,
        "web server",
        http.instances(),
        () -> new WebServer(http, routes, certificate, authorities, health::isLeaving));
    node.life().closing("live", live);
    signing.work();
    issuance.work();
    var keeping = new KeepingRooms(node, duties, signing);
    schedule(node, issuance, entrance, contracts, keeping, clientIssue, desk);
    identity.work();
    health.watch(node.vertx());
    health.open();
    doctor.begin();
    operators.beat(health, live, doctor::report);
    node.life().onStop("readiness", () -> leave(node, health));
    evidence.warmUp();
    if (embedded) {
      Demonstration.contracts(node);
    }
  }

  /** The proxy before us notices, and sends what comes next elsewhere, before anything stops. */
  private static void leave(Node node, Health health) {
    health.close();
    var drain = node.configuration().http().drain();
    if (drain.isPositive()) {
      node.vertx().timer(drain.toMillis(), TimeUnit.MILLISECONDS).await();
    }
  }

  /** The last word is the schedule's: what it does needs everything else. */
  private static void schedule(
      Node node,
      IssuanceRooms issuance,
      LoginRooms entrance,
      Contracts contracts,
      KeepingRooms keeping,
      ClientIssue clientIssue,
      EmployerDesk desk) {
    var configuration = node.configuration();
    var schedule =
        new Schedule(
            new JdbcSource(configuration.postgres()), node.clock(), configuration.schedule());
    issuance.schedule(schedule);
    entrance.schedule(schedule);
    contracts.schedule(schedule);
    keeping.schedule(schedule);
    clientIssue.schedule(schedule);
    desk.schedule(schedule);
    node.life().closing("schedule", schedule);
    schedule.start();
  }

  private static Live live(
      Node node,
      Duties duties,
      Contracts contracts,
      Dashboards dashboards,
      Members members,
      Queues queues,
      Identity identity,
      ClientIssue clientIssue,
      Operations operations) {
    var stories =
        new LiveStories(
            duties.sessions(),
            contracts,
            dashboards,
            duties.notices(),
            members,
            queues,
            identity,
            clientIssue,
            operations);
    var live = Live.open(node.vertx(), node.redis(), duties.announcements(), stories, node.clock());
    Gauge.builder("natsuin.live.sockets", live, Live::sockets).register(node.metrics());
    return live;
  }

  private static OutboxWorker outboxWorker(Node node, Duties duties, WatchedTableStore queue) {
    return new OutboxWorker(
        node.database(), node.clock(), node.configuration().smtp(), duties.mailBox(), queue);
  }

  private static void deploy(
      Node node,
      String name,
      int instances,
      java.util.function.Supplier<io.vertx.core.VerticleBase> verticle) {
    var options =
        new DeploymentOptions()
            .setThreadingModel(ThreadingModel.VIRTUAL_THREAD)
            .setInstances(instances);
    String id = node.vertx().deployVerticle(verticle, options).await();
    node.life().onStop(name, () -> node.vertx().undeploy(id).await());
  }

  private static Routes pki(Node node) {
    var hierarchy = node.keys().pki();
    new AdoptCertificates(node.database(), node.clock()).adopt(hierarchy);
    var record = new RevocationRecord(node.database(), hierarchy, node.clock());
    var policy = node.keys().plan().timestampPolicy();
    var timestamps = new TimestampAuthority(hierarchy.tsa(), policy, node.clock());
    return new PkiRoutes(hierarchy, record, timestamps);
  }

  /** Which version this program is. */
  public static String version() {
    String version = Deployments.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
