package natsuin.signing.pades;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import natsuin.pdf.SignatureMark;

/**
 * What is to be signed by whom and how.
 *
 * @param chain the signer's certificate, then its issuers, with or without the root
 * @param level how far the signature goes
 * @param name the signer's name for {@code /Name}
 * @param reason why, for {@code /Reason}, for example the standing; empty for none
 * @param time claimed signing time for {@code /M}
 * @param mark the visible mark; empty for an invisible signature
 * @param emptyField full name of a waiting empty signature field to sign in; empty for a field of
 *     our own
 */
public record SignatureOrder(
    List<X509Certificate> chain,
    PadesLevel level,
    String name,
    String reason,
    Instant time,
    Optional<SignatureMark> mark,
    Optional<String> emptyField) {

  /** Copies the chain. */
  public SignatureOrder {
    chain = List.copyOf(chain);
  }
}
