package natsuin.signing;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import natsuin.kernel.Allowed;
import natsuin.signing.pades.PadesLevel;

/**
 * How contracts are signed.
 *
 * @param level how far each signature goes (SIG-1)
 * @param workers jobs that this node works on at the same time; 0: it leaves them to others
 * @param lease a job whose worker was not heard of for this long is taken by another
 * @param openingKeyLife how long a job may use the signer's key after 「電子署名」
 * @param retryFirst pause after the first failed try; doubles each time
 * @param retryLongest longest pause between tries
 * @param timestampAuthorities asked in this order (SIG-2); empty: our own
 * @param timestampTlsCaFile certificates (PEM) that vouch for https servers; empty: those that Java
 *     knows
 * @param timestampTimeout how long one of them may take to answer
 * @param timestampTrust file of certificates (PEM) that vouch for them; empty: our own root
 */
public record SigningConfiguration(
    PadesLevel level,
    @Allowed(from = "0", to = "64") int workers,
    @Allowed(from = "1 s", to = "10 min") Duration lease,
    @Allowed(from = "1 s", to = "1 h") Duration openingKeyLife,
    @Allowed(from = "50 ms", to = "10 min") Duration retryFirst,
    @Allowed(from = "100 ms", to = "1 h") Duration retryLongest,
    @Allowed(empty = true) List<URI> timestampAuthorities,
    @Allowed(empty = true) String timestampTlsCaFile,
    @Allowed(from = "100 ms", to = "1 min") Duration timestampTimeout,
    @Allowed(empty = true) String timestampTrust) {

  /** Refuses addresses that cannot be asked. */
  public SigningConfiguration {
    timestampAuthorities = List.copyOf(timestampAuthorities);
    for (URI authority : timestampAuthorities) {
      String host = authority.getRawAuthority();
      if (host != null && host.contains("@")) { // it would stand in logs, and nobody be shown it
        throw new IllegalArgumentException(
            "timestamp-authorities: no user and password can be given in an address");
      }
      boolean web = "http".equals(authority.getScheme()) || "https".equals(authority.getScheme());
      if (!web || authority.getHost() == null) {
        throw new IllegalArgumentException(
            "timestamp-authorities: must be addresses as in https://tsa.example.jp/, and one is '%s'"
                .formatted(authority));
      }
    }
  }
}
