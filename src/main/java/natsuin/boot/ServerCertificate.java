package natsuin.boot;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import natsuin.certificates.IssueCertificate;
import natsuin.pki.CertificateProfile;
import natsuin.pki.CertificateRequest;
import natsuin.pki.DistinguishedName;
import natsuin.pki.KeyAlgorithm;
import natsuin.pki.KeyStoreFile;
import natsuin.pki.SigningIdentity;

/** The certificate by which browsers know this node on its TLS port; from our own authority. */
final class ServerCertificate {
  private static final String NAME = "server";
  private static final Duration RENEWED_BEFORE_END = Duration.ofDays(60);

  private ServerCertificate() {}

  /**
   * The one that is kept, or a new one where that is missing, ends soon, or has another name. Where
   * the keys may only be read, it is this start's alone: any of our authority does.
   */
  static SigningIdentity openOrIssue(Node node) throws IOException {
    var keys = node.configuration().keys();
    var store = KeyStoreFile.open(keys.server(), keys.password().value().toCharArray());
    Optional<SigningIdentity> kept = store.identity(NAME).filter(known -> serves(node, known));
    if (kept.isPresent()) {
      return kept.get();
    }
    var fresh = issue(node);
    if (Files.isWritable(keys.server().toAbsolutePath().getParent())) {
      store.put(NAME, fresh);
      store.save();
    }
    return fresh;
  }

  private static boolean serves(Node node, SigningIdentity identity) {
    var end = identity.certificate().getNotAfter().toInstant();
    return end.minus(RENEWED_BEFORE_END).isAfter(node.clock().instant())
        && identity.chain().getLast().equals(node.keys().pki().root().certificate())
        && names(identity.certificate()).containsAll(hostNames(node));
  }

  private static SigningIdentity issue(Node node) {
    var authority = node.keys().pki().issuing();
    KeyPair pair = KeyAlgorithm.EC_P256.generate();
    var pki = node.configuration().pki();
    var names = hostNames(node);
    var subject = DistinguishedName.authority(names.getFirst(), pki.organization(), pki.country());
    var request =
        new CertificateRequest(CertificateProfile.TLS_SERVER, subject, pair.getPublic(), names);
    var chain = new ArrayList<X509Certificate>();
    chain.add(
        new IssueCertificate(node.database(), authority, node.clock())
            .issue(request, Optional.empty()));
    chain.addAll(authority.identity().chain());
    return new SigningIdentity(pair.getPrivate(), chain);
  }

  private static List<String> hostNames(Node node) {
    var names = new LinkedHashSet<String>();
    names.add(URI.create(node.configuration().http().baseUrl()).getHost());
    names.add(URI.create(node.configuration().employers().baseUrl()).getHost());
    names.add("localhost");
    return List.copyOf(names);
  }

  private static List<String> names(X509Certificate certificate) {
    try {
      var names = certificate.getSubjectAlternativeNames();
      return names == null
          ? List.of()
          : names.stream().map(name -> name.get(1).toString()).toList();
    } catch (java.security.cert.CertificateParsingException e) {
      return List.of();
    }
  }
}
