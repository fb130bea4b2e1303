package natsuin.employers;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.security.cert.X509Certificate;
import natsuin.certificates.ClientVerdict;
import natsuin.certificates.ClientVerdict.Holder;
import natsuin.http.ClientCertificate;
import natsuin.http.Routes;

/**
 * {@code GET /api/employer/connection}: what the certificate that this browser shows is worth, so
 * that pages say what to do before anything is typed (EMP-8). Whoever shows a certificate knows
 * what stands in it; nothing else is told.
 */
final class ConnectionRoutes implements Routes {
  private static final int LONGEST_NAME = 200;

  private final EntranceTools tools;

  ConnectionRoutes(EntranceTools tools) {
    this.tools = tools;
  }

  @Override
  public void mount(Router router) {
    router.get("/api/employer/connection").handler(this::tell);
  }

  private void tell(RoutingContext context) {
    var shown = ClientCertificate.of(context);
    ClientVerdict verdict = tools.certificates().judge(shown).await();
    var certificate = of(verdict);
    shown.map(ConnectionRoutes::issuer).ifPresent(name -> certificate.put("issuer", name));
    context.json(new JsonObject().put("certificate", certificate));
  }

  private JsonObject of(ClientVerdict verdict) {
    return switch (verdict) {
      case ClientVerdict.None none -> state("none");
      case ClientVerdict.Foreign foreign -> state("foreign");
      case ClientVerdict.Unknown unknown -> state("unknown");
      case ClientVerdict.Good good -> with(state("good"), good.holder());
      case ClientVerdict.Expired expired -> with(state("expired"), expired.holder());
      case ClientVerdict.Revoked revoked ->
          with(state("revoked"), revoked.holder()).put("revokedAt", revoked.at().toString());
    };
  }

  private static JsonObject state(String state) {
    return new JsonObject().put("state", state);
  }

  private JsonObject with(JsonObject shown, Holder holder) {
    return shown
        .put("userId", holder.userId())
        .put("serial", holder.serial())
        .put("lastDay", holder.lastDay().toString())
        .put("renewable", tools.validity().renewable(holder.lastDay(), tools.clock().instant()));
  }

  private static String issuer(X509Certificate certificate) {
    String name = certificate.getIssuerX500Principal().getName();
    return name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
  }
}
