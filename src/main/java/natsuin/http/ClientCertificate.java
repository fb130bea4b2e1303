package natsuin.http;

import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * Which client certificate a connection shows, whoever issued it: whether it is worth anything is
 * judged elsewhere. On our own TLS port the handshake has proved that the peer holds the private
 * key. Behind a proxy that ends TLS the proxy has seen to that and says so in {@code Client-Cert}
 * (RFC 9440); what others write there counts nothing, nor what a proxy passes on at an address
 * where it asks for no certificate. {@code Client-Cert-Chain} is not read: what counts is our own
 * record of the certificate, not what would vouch for it.
 */
public final class ClientCertificate {
  private static final String KEY = "natsuin.client-certificate";
  private static final String HEADER = "Client-Cert";

  /** In characters; ours have some 1,200. */
  private static final int LONGEST = 8 << 10;

  private final Predicate<RoutingContext> byProxy;

  /**
   * Believes the header where this is so.
   *
   * @param byProxy a proxy that we trust sends the request, and has asked for a certificate
   */
  public ClientCertificate(Predicate<RoutingContext> byProxy) {
    this.byProxy = byProxy;
  }

  /** A handler: later ones ask {@link #of}. */
  public void note(RoutingContext context) {
    context.put(KEY, shown(context));
    context.next();
  }

  /** The certificate that the connection of this request shows now. */
  public static Optional<X509Certificate> of(RoutingContext context) {
    return Objects.requireNonNull(context.<Optional<X509Certificate>>get(KEY));
  }

  private Optional<X509Certificate> shown(RoutingContext context) {
    var request = context.request();
    if (request.isSSL()) {
      return ofSession(request.sslSession());
    }
    return byProxy.test(context) ? ofHeader(request.headers().getAll(HEADER)) : Optional.empty();
  }

  private static Optional<X509Certificate> ofSession(@Nullable SSLSession session) {
    try {
      return session != null && session.getPeerCertificates()[0] instanceof X509Certificate first
          ? Optional.of(first)
          : Optional.empty();
    } catch (SSLPeerUnverifiedException none) {
      return Optional.empty();
    }
  }

  /**
   * A byte sequence of RFC 8941 section 3.3.5. More than one: the proxy has passed on what its own
   * peer wrote, and nobody knows which is which.
   */
  static Optional<X509Certificate> ofHeader(List<String> values) {
    if (values.size() != 1 || values.getFirst().length() > LONGEST) {
      return Optional.empty();
    }
    String value = values.getFirst().strip();
    if (value.length() < 3 || !value.startsWith(":") || !value.endsWith(":")) {
      return Optional.empty();
    }
    try {
      byte[] der = Base64.getDecoder().decode(value.substring(1, value.length() - 1));
      return parse(der);
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  private static Optional<X509Certificate> parse(byte[] der) {
    var in = new ByteArrayInputStream(der);
    try {
      var certificate =
          (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
      return in.available() == 0 ? Optional.of(certificate) : Optional.empty();
    } catch (CertificateException notOne) {
      return Optional.empty();
    }
  }
}
