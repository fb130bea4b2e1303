package natsuin.web;

import java.net.Socket;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Lets every client certificate through the handshake, and names the authorities whose certificates
 * a browser should offer (EMP-8).
 *
 * <p>That is safe, because nothing is concluded from it. TLS itself proves that the peer holds the
 * certificate's private key; whose the certificate is and whether it is good is judged at each
 * request by our own record ({@code certificates.ClientCertificates}). A handshake that failed
 * instead would show an expired, revoked or foreign certificate's owner a browser's error in place
 * of a page that says what to do, and would judge once for as long as the connection lasts.
 */
final class AnyClientCertificate extends X509ExtendedTrustManager {
  private final List<X509Certificate> offered;

  /** Asks for certificates under these authorities. */
  AnyClientCertificate(List<X509Certificate> authorities) {
    this.offered = List.copyOf(authorities);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) {}

  /** This one stands at a server's door only. */
  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) {
    throw new UnsupportedOperationException();
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return offered.toArray(X509Certificate[]::new);
  }
}
