package natsuin.pki;

import java.security.GeneralSecurityException;
import java.security.cert.CertPath;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXCertPathBuilderResult;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Roots that we believe, and the search for a path to them (RFC 5280 section 6, without
 * revocation). Paths that were found are remembered: a timestamp authority shows the same
 * certificate every time.
 */
public final class TrustAnchors {
  private static final int REMEMBERED = 256;

  private final Set<TrustAnchor> anchors;
  private final Map<X509Certificate, List<X509Certificate>> found = new ConcurrentHashMap<>();

  private TrustAnchors(Collection<X509Certificate> roots) {
    this.anchors = roots.stream().map(r -> new TrustAnchor(r, null)).collect(Collectors.toSet());
  }

  /** Trusts exactly these; at least one. */
  public static TrustAnchors of(Collection<X509Certificate> roots) {
    if (roots.isEmpty()) {
      throw new IllegalArgumentException("No trust anchors given");
    }
    return new TrustAnchors(roots);
  }

  /**
   * The chain from {@code leaf} to one of the roots, both included.
   *
   * @param helpers certificates that may lie between
   * @param at when the chain has to be valid
   */
  public Optional<List<X509Certificate>> chain(
      X509Certificate leaf, Collection<X509Certificate> helpers, Instant at) {
    List<X509Certificate> known = found.get(leaf);
    if (known != null && known.stream().allMatch(c -> validAt(c, at))) {
      return Optional.of(known);
    }
    Optional<List<X509Certificate>> chain = build(leaf, helpers, at);
    if (chain.isPresent() && found.size() < REMEMBERED) {
      found.put(leaf, chain.get());
    }
    return chain;
  }

  static boolean validAt(X509Certificate certificate, Instant at) {
    return !at.isBefore(certificate.getNotBefore().toInstant())
        && !at.isAfter(certificate.getNotAfter().toInstant());
  }

  private Optional<List<X509Certificate>> build(
      X509Certificate leaf, Collection<X509Certificate> helpers, Instant at) {
    try {
      X509CertSelector target = new X509CertSelector();
      target.setCertificate(leaf);
      PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, target);
      parameters.setRevocationEnabled(false);
      parameters.setDate(Date.from(at));
      List<X509Certificate> store = new ArrayList<>(helpers);
      store.add(leaf);
      parameters.addCertStore(
          CertStore.getInstance("Collection", new CollectionCertStoreParameters(store)));
      return Optional.of(
          toChain(
              (PKIXCertPathBuilderResult) CertPathBuilder.getInstance("PKIX").build(parameters)));
    } catch (GeneralSecurityException e) {
      return Optional.empty();
    }
  }

  private static List<X509Certificate> toChain(PKIXCertPathBuilderResult result) {
    CertPath path = result.getCertPath();
    List<X509Certificate> chain = new ArrayList<>();
    path.getCertificates().forEach(c -> chain.add((X509Certificate) c));
    chain.add(result.getTrustAnchor().getTrustedCert());
    return List.copyOf(chain);
  }
}
