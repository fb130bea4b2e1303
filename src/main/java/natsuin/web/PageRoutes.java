package natsuin.web;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Map;
import natsuin.http.Routes;
import natsuin.http.StaticFiles;

/** The pages' addresses, and every file that they are made of. Mounted after all other rooms. */
public final class PageRoutes implements Routes {
  private static final Map<String, String> PAGES = new LinkedHashMap<>();

  static {
    PAGES.put("/", "index.html");
    PAGES.put("/login", "pages/login.html");
    PAGES.put("/new-password", "pages/new-password.html");
    PAGES.put("/password-recovery", "pages/password-recovery.html");
    PAGES.put("/account/password", "pages/new-password.html");
    PAGES.put("/home", "pages/home.html");
    PAGES.put("/account", "pages/account.html");
    PAGES.put("/account/organization", "pages/account-organization.html");
    PAGES.put("/account/users/new", "pages/account-user-new.html");
    PAGES.put("/account/users/:id", "pages/account-user.html");
    PAGES.put("/account/identity", "pages/identity.html");
    PAGES.put("/account/pin", "pages/account-pin.html");
    PAGES.put("/account/pin-change", "pages/account-pin-change.html");
    PAGES.put("/account/certificate/:id", "pages/account-certificate.html");
    PAGES.put("/account/pin-lock/:id", "pages/account-pin-lock.html");
    PAGES.put("/contracts/to-sign", "pages/contracts.html");
    PAGES.put("/contracts/in-force", "pages/contracts.html");
    PAGES.put("/contracts/ended", "pages/contracts.html");
    PAGES.put("/contracts/:id", "pages/contract.html");
    PAGES.put("/contracts/:id/sign", "pages/sign.html");
    PAGES.put("/staff/login", "pages/staff-login.html");
    PAGES.put("/staff", "pages/staff-dashboard.html");
    PAGES.put("/staff/branches", "pages/staff-branches.html");
    PAGES.put("/staff/queues", "pages/staff-queues.html");
    PAGES.put("/staff/contracts", "pages/staff-contracts.html");
    PAGES.put("/staff/contracts/new", "pages/staff-contract-new.html");
    PAGES.put("/staff/contracts/:id", "pages/staff-contract.html");
    PAGES.put("/staff/maintenance", "pages/staff-maintenance.html");
    PAGES.put("/staff/operations", "pages/staff-operations.html");
    PAGES.put("/staff/audit", "pages/staff-audit.html");
    PAGES.put("/staff/faq", "pages/staff-faq.html");
    PAGES.put("/faq", "pages/faq.html");
    PAGES.put("/verify", "pages/verify.html");
    PAGES.put("/maintenance", "pages/maintenance.html");
    PAGES.put("/staff/applications", "pages/staff-applications.html");
    PAGES.put("/staff/applications/:id", "pages/staff-application.html");
    PAGES.put("/staff/leaflet", "pages/staff-leaflet.html");
    PAGES.put("/apply", "pages/apply.html");
    PAGES.put("/staff/identity", "pages/staff-identity.html");
    PAGES.put("/staff/identity/:id", "pages/staff-identity-check.html");
    PAGES.put("/staff/organizations", "pages/staff-organizations.html");
    PAGES.put("/staff/organizations/:id", "pages/staff-organization.html");
    PAGES.put("/staff/organizations/:id/users/:user/email", "pages/staff-user-email.html");
    PAGES.put("/staff/organizations/:id/change", "pages/staff-organization-change.html");
    PAGES.put("/employer", "pages/employer.html");
    PAGES.put("/employer/", "pages/employer.html");
    PAGES.put("/employer/login", "pages/employer-login.html");
    PAGES.put("/employer/home", "pages/employer-home.html");
    PAGES.put("/employer/registration", "pages/employer-registration.html");
    PAGES.put("/employer/account", "pages/employer-account.html");
    PAGES.put("/employer/users", "pages/employer-users.html");
    PAGES.put("/employer/users/new", "pages/employer-user-new.html");
    PAGES.put("/employer/users/:id", "pages/employer-user.html");
    PAGES.put("/employer/issue", "pages/employer-issue.html");
    PAGES.put("/employer/help", "pages/employer-help.html");
    PAGES.put("/employer/help/:page", "pages/employer-help.html");
    PAGES.put("/employer/check", "pages/employer-check.html");
    PAGES.put("/staff/employers", "pages/staff-employers.html");
    PAGES.put("/staff/employers/new", "pages/staff-employer-new.html");
    PAGES.put("/staff/employers/batch", "pages/staff-employers-batch.html");
    PAGES.put("/staff/employers/:id", "pages/staff-employer.html");
    PAGES.put("/staff/employers/:id/change", "pages/staff-employer-change.html");
    PAGES.put("/no-cookies", "pages/no-cookies.html");
    PAGES.put("/no-script", "pages/no-script.html");
  }

  private static final String VIEWER = "/META-INF/resources/webjars/pdfjs-dist/5.4.624/";
  private static final String VENDOR = "/vendor/pdfjs/";

  private final StaticFiles webroot;
  private final MaintenanceGate maintenance;
  private final Entrances entrances;
  private final StaticFiles viewer = StaticFiles.bundled(VIEWER);

  /** Over these files. */
  public PageRoutes(StaticFiles webroot, MaintenanceGate maintenance, Entrances entrances) {
    this.webroot = webroot;
    this.maintenance = maintenance;
    this.entrances = entrances;
  }

  @Override
  public void mount(Router router) {
    PAGES.forEach((path, file) -> router.get(path).handler(context -> page(context, file)));
    router.get(VENDOR + "*").handler(context -> send(context, viewer, after(VENDOR, context)));
    router
        .getWithRegex("/(?!api/|dev/|pki/|health/|metrics).+")
        .handler(context -> send(context, webroot, after("/", context)));
  }

  private void page(RoutingContext context, String file) {
    if (!entrances.page(context) && !maintenance.page(context, webroot)) {
      send(context, webroot, file);
    }
  }

  private static String after(String prefix, RoutingContext context) {
    return context.normalizedPath().substring(prefix.length());
  }

  private void send(RoutingContext context, StaticFiles files, String path) {
    if (!files.send(context, path, 200) && !notFound(context)) {
      context.fail(404);
    }
  }

  /** Somebody who asked for a page gets a page. */
  private boolean notFound(RoutingContext context) {
    String accepted = context.request().getHeader("Accept");
    return accepted != null
        && accepted.contains("text/html")
        && webroot.send(context, "pages/404.html", 404);
  }
}
