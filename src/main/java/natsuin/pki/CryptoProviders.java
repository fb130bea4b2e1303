package natsuin.pki;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import com.amazon.corretto.crypto.provider.SelfTestStatus;
import java.security.Security;

/**
 * Decides once per process who does the arithmetic behind the JCA: the Amazon Corretto Crypto
 * Provider where its native library loads and passes its self tests, the JDK's own otherwise.
 * Bouncy Castle is never registered: it builds structures, and hashes nine times slower.
 */
public final class CryptoProviders {
  private CryptoProviders() {}

  /** Who computes, and why not the faster one where that is so. */
  public record Installed(boolean isNative, String description) {}

  /** Installs at the first call; later calls return the same. Call it before any key is made. */
  public static Installed install() {
    return Holder.INSTALLED;
  }

  private static Installed choose() {
    try {
      AmazonCorrettoCryptoProvider provider = AmazonCorrettoCryptoProvider.INSTANCE;
      provider.assertHealthy();
      if (provider.runSelfTests() != SelfTestStatus.PASSED) {
        return jdk("its self tests failed");
      }
      AmazonCorrettoCryptoProvider.install();
      return new Installed(true, "Amazon Corretto Crypto Provider " + provider.getVersionStr());
    } catch (RuntimeException | LinkageError e) {
      return jdk(String.valueOf(e.getMessage()));
    }
  }

  private static Installed jdk(String reason) {
    String name = Security.getProviders("Signature.SHA256withECDSA")[0].getName();
    return new Installed(false, name + ", because the native provider is unusable: " + reason);
  }

  private static final class Holder {
    private static final Installed INSTALLED = choose();
  }
}
