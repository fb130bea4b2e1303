package natsuin.demo;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.util.List;
import natsuin.http.Routes;
import natsuin.pki.Pem;
import natsuin.pki.PkiHierarchy;

/** {@code /dev/demo}, in embedded mode only: who can be tried, and where things are. */
public final class DemoRoutes implements Routes {
  private final PkiHierarchy hierarchy;
  private final String http;
  private final String https;

  /**
   * Of this node.
   *
   * @param http where it answers, without a slash at its end
   * @param https the same by TLS
   */
  public DemoRoutes(PkiHierarchy hierarchy, String http, String https) {
    this.hierarchy = hierarchy;
    this.http = http;
    this.https = https;
  }

  @Override
  public void mount(Router router) {
    router.get("/dev/demo").handler(context -> context.json(json()));
  }

  private JsonObject json() {
    var accounts = new JsonArray();
    DemoPeople.CUSTOMERS.forEach(customer -> accounts.add(json(customer)));
    DemoPeople.STAFF.forEach(staff -> accounts.add(json(staff)));
    DemoEmployers.accounts().forEach(accounts::add);
    var urls =
        new JsonObject()
            .put("mypage", http + "/login")
            .put("staff", http + "/staff/login")
            .put("mailbox", http + "/dev/mailbox/")
            .put("https", https)
            .put("employer", https + "/employer/");
    return new JsonObject()
        .put("accounts", accounts)
        .put("urls", urls)
        .put("ca", Pem.write(List.of(hierarchy.root().certificate())))
        .put("issuing", Pem.write(List.of(hierarchy.issuing().identity().certificate())))
        .put("tsa", Pem.write(List.of(hierarchy.tsa().certificate())));
  }

  private static JsonObject json(DemoPeople.Customer customer) {
    return new JsonObject()
        .put("portal", "mypage")
        .put("login", customer.email())
        .put("mypageId", customer.mypageId())
        .put("email", customer.email())
        .put("password", customer.password())
        .put("pin", customer.pin())
        .put("name", customer.name())
        .put("organization", customer.company().facts().name())
        .put("role", customer.role().code());
  }

  private static JsonObject json(DemoPeople.Staff staff) {
    return new JsonObject()
        .put("portal", "staff")
        .put("login", staff.login())
        .put("password", staff.password())
        .put("email", staff.email())
        .put("name", staff.name())
        .put("role", staff.role().code())
        .put("branch", staff.branch().code());
  }
}
