package natsuin.signing;

import java.security.cert.X509Certificate;
import java.util.List;
import natsuin.signing.pades.Pen;

/**
 * Who is about to sign, with an open key.
 *
 * @param chain the key's certificate, then its issuers
 * @param name as it is written into the signature
 * @param standing why, in Japanese
 */
record SigningHand(
    Pen pen, List<X509Certificate> chain, String name, String standing, boolean markVisible) {}
