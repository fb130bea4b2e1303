package natsuin.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import natsuin.certificates.IssuerName;
import natsuin.certificates.RevocationRecord;
import natsuin.http.Requests;
import natsuin.http.Routes;
import natsuin.kernel.ByteSize;
import natsuin.kernel.Failure;
import natsuin.pki.CrlIssuer;
import natsuin.pki.HierarchyPlan;
import natsuin.pki.OcspResponder;
import natsuin.pki.PkiHierarchy;
import natsuin.pki.TimestampAuthority;

/**
 * What relying parties ask our authorities for, under {@code /pki/}: certificates, revocation lists
 * (RFC 5280), OCSP by POST and GET (RFC 6960, appendix A), timestamps (RFC 3161, 3.4).
 */
public final class PkiRoutes implements Routes {
  private static final String BASE = "/pki/";
  private static final String CERTIFICATE_TYPE = "application/pkix-cert";
  private static final ByteSize LARGEST_QUESTION = new ByteSize(16 << 10);

  private final PkiHierarchy pki;
  private final RevocationRecord record;
  private final TimestampAuthority timestamps;

  /** Over these authorities and what is on record about their certificates. */
  public PkiRoutes(PkiHierarchy pki, RevocationRecord record, TimestampAuthority timestamps) {
    this.pki = pki;
    this.record = record;
    this.timestamps = timestamps;
  }

  @Override
  public void mount(Router router) {
    certificate(router, HierarchyPlan.ROOT_CERTIFICATE, pki.root().certificate());
    certificate(router, HierarchyPlan.ISSUING_CERTIFICATE, pki.issuing().identity().certificate());
    list(router, HierarchyPlan.ROOT_CRL, IssuerName.ROOT);
    list(router, HierarchyPlan.ISSUING_CRL, IssuerName.ISSUING);
    router
        .post(BASE + HierarchyPlan.OCSP)
        .handler(Requests.body(LARGEST_QUESTION))
        .handler(context -> ocsp(context, body(context, OcspResponder.REQUEST_TYPE)));
    router
        .get(BASE + HierarchyPlan.OCSP + "/*")
        .handler(context -> ocsp(context, question(context)));
    router.post(BASE + "tsa").handler(Requests.body(LARGEST_QUESTION)).handler(this::timestamp);
  }

  private static void certificate(Router router, String name, X509Certificate certificate) {
    router.get(BASE + name).handler(context -> send(context, CERTIFICATE_TYPE, der(certificate)));
  }

  private void list(Router router, String name, IssuerName issuer) {
    router
        .get(BASE + name)
        .handler(context -> send(context, CrlIssuer.MEDIA_TYPE, record.list(issuer)));
  }

  private void ocsp(RoutingContext context, byte[] request) {
    send(context, OcspResponder.RESPONSE_TYPE, record.answer(request));
  }

  private void timestamp(RoutingContext context) {
    byte[] query = body(context, "application/timestamp-query");
    send(context, "application/timestamp-reply", timestamps.answer(query));
  }

  /** Base64, then URL encoding, after the responder's address. */
  private static byte[] question(RoutingContext context) {
    String path = context.request().path();
    String encoded = path.substring((BASE + HierarchyPlan.OCSP + "/").length());
    try {
      return Base64.getDecoder().decode(URLDecoder.decode(encoded, StandardCharsets.US_ASCII));
    } catch (IllegalArgumentException e) {
      throw new Failure.Malformed("malformed-request").exception();
    }
  }

  private static byte[] body(RoutingContext context, String type) {
    Buffer body = context.body().buffer();
    if (body == null || !type.equals(context.request().getHeader("Content-Type"))) {
      throw new Failure.Malformed("malformed-request").exception();
    }
    return body.getBytes();
  }

  private static void send(RoutingContext context, String type, byte[] bytes) {
    context
        .response()
        .putHeader("Content-Type", type)
        .putHeader("Cache-Control", "no-cache")
        // For anybody: pages under another address of ours ask whether this can be reached
        // (LOGIN-8).
        .putHeader("Cross-Origin-Resource-Policy", "cross-origin")
        .end(Buffer.buffer(bytes));
  }

  private static byte[] der(X509Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
  }
}
