package natsuin.boot;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import natsuin.certificates.Credentials;
import natsuin.help.Help;
import natsuin.http.Routes;
import natsuin.login.Login;
import natsuin.maintenance.Maintenance;
import natsuin.maintenance.MaintenanceConfiguration;
import natsuin.maintenance.MaintenanceRoutes;
import natsuin.pki.HierarchyPlan;
import natsuin.schedule.Schedule;
import natsuin.web.MaintenanceGate;
import natsuin.web.ServiceRoutes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Assembles what stands before everything else: the login, maintenance, help. */
final class LoginRooms {
  private static final Logger LOG = LoggerFactory.getLogger(LoginRooms.class);
  private static final LocalTime SWEEP_AT = LocalTime.of(4, 10);

  private final Node node;
  private final Duties duties;
  private final Maintenance maintenance;

  LoginRooms(Node node, Duties duties) {
    this.node = node;
    this.duties = duties;
    this.maintenance =
        node.life()
            .closing(
                "maintenance",
                Maintenance.open(
                    node.vertx(), node.database(), node.clock(), rule(node.configuration())));
  }

  /** A trial can be had at any hour; head office can enter a window there too. */
  private static MaintenanceConfiguration rule(Configuration configuration) {
    return configuration.mode().isTrial()
        ? configuration.maintenance().withoutMonthly()
        : configuration.maintenance();
  }

  /** Keeps customers out during maintenance. */
  MaintenanceGate gate() {
    return new MaintenanceGate(maintenance, node.clock());
  }

  /** Public addresses of the authority that the login page tries to reach (LOGIN-8). */
  List<URI> authorities() {
    List<URI> given = node.configuration().login().authorities();
    return given.isEmpty()
        ? List.of(node.keys().plan().publicBase().resolve(HierarchyPlan.ISSUING_CRL))
        : given;
  }

  /** What pages ask before anybody has logged in. */
  ServiceRoutes service(String version) {
    var configuration = node.configuration();
    if (configuration.http().baseUrl().startsWith("https:")
        && authorities().stream().noneMatch(address -> "https".equals(address.getScheme()))) {
      LOG.warn(
          "login.authorities: a page under https can try https addresses only, and there is none:"
              + " the login page cannot tell whether the authority is reached (LOGIN-8)");
    }
    var addresses = new JsonArray();
    authorities().forEach(address -> addresses.add(address.toString()));
    var more =
        new JsonObject()
            .put("version", version)
            .put("embedded", configuration.mode().isTrial())
            .put("mailDomain", configuration.smtp().from().replaceAll("^.*@|>.*$", ""))
            .put("largestFile", configuration.uploads().largest().bytes())
            .put("authorities", addresses)
            .put("employers", new PortalRules(configuration).employerFigures());
    return new ServiceRoutes(configuration.bank(), more, maintenance::json);
  }

  /** The login of both portals, maintenance and help over HTTP. */
  List<Routes> routes(Credentials credentials) {
    var limit = node.configuration().http().bodyLimit();
    var all = new ArrayList<Routes>(login(credentials).routes());
    all.add(
        new MaintenanceRoutes(node.database(), node.clock(), maintenance, duties.audit(), limit));
    all.addAll(new Help(node.database(), node.clock(), duties.audit(), limit).routes());
    return all;
  }

  /** What is tidied up once a day. */
  void schedule(Schedule schedule) {
    schedule.daily("sessions.sweep", SWEEP_AT, () -> duties.sessions().sweep().await());
    schedule.daily(
        "outbox.sweep", SWEEP_AT, () -> duties.outbox().sweep(node.database().client()).await());
  }

  private Login login(Credentials credentials) {
    var configuration = node.configuration();
    return new Login(
        node.vertx(),
        node.database(),
        node.redis(),
        node.clock(),
        configuration.login(),
        configuration.http().bodyLimit(),
        duties.passwords(),
        duties.throttle(),
        duties.sessions(),
        duties.otp(),
        duties.outbox(),
        duties.audit(),
        credentials);
  }
}
