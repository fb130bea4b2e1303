package natsuin.pki;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.Provider;
import java.security.Signature;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Who does the arithmetic")
class CryptoProvidersTest {
  @Test
  @DisplayName("the native provider signs where it loads, and Bouncy Castle never")
  void installed() throws Exception {
    CryptoProviders.Installed installed = CryptoProviders.install();
    assertThat(CryptoProviders.install()).isSameAs(installed);
    Provider computing = Signature.getInstance("SHA256withECDSA").getProvider();
    assertThat(computing.getName().equals("AmazonCorrettoCryptoProvider"))
        .as(installed.description())
        .isEqualTo(installed.isNative());
    assertThat(computing.getName()).isNotEqualTo("BC");
  }
}
