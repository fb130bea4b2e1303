package natsuin.boot;

import io.vertx.core.net.KeyCertOptions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.X509KeyManager;
import natsuin.pki.SigningIdentity;

/** A key with its certificates as TLS takes them. */
final class TlsKeys {
  private static final char[] IN_MEMORY = "in-memory".toCharArray();

  static {
    // A handshake within a connection is dear for us alone, and TLS 1.3 knows none. The JDK looks
    // at
    // this when the first server's handshake begins.
    System.setProperty("jdk.tls.rejectClientInitiatedRenegotiation", "true");
  }

  private TlsKeys() {}

  static KeyCertOptions of(SigningIdentity identity) {
    try {
      var chain = identity.chain().subList(0, identity.chain().size() - 1);
      var store = KeyStore.getInstance("PKCS12");
      store.load(null, IN_MEMORY);
      store.setKeyEntry("server", identity.key(), IN_MEMORY, chain.toArray(Certificate[]::new));
      var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      managers.init(store, IN_MEMORY);
      return KeyCertOptions.wrap((X509KeyManager) managers.getKeyManagers()[0]);
    } catch (GeneralSecurityException | java.io.IOException e) {
      throw new IllegalStateException("The server's certificate cannot be used", e);
    }
  }
}
