package natsuin.pki;

import java.net.URI;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A small hierarchy for tests: root, issuing authority, and whatever is asked of it. */
final class TestPki {
  static final String POLICY = "1.3.6.1.4.1.99999.1.1";
  static final String TSA_POLICY = "1.3.6.1.4.1.99999.1.2";

  final InstantSource clock;
  final SigningIdentity root;
  final SigningIdentity issuing;
  final Authority authority;

  TestPki(KeyAlgorithm algorithm, InstantSource clock) {
    CryptoProviders.install();
    this.clock = clock;
    Instant start = clock.instant();
    URI base = URI.create("http://pki.example.jp/");
    this.root = CaCertificates.root(algorithm, name("Test Root"), start);
    PublicAddresses rootAddresses =
        new PublicAddresses(base.resolve("root.cer"), base.resolve("root.crl"), Optional.empty());
    this.issuing =
        CaCertificates.issuing(root, algorithm, name("Test Issuing"), rootAddresses, POLICY, start);
    PublicAddresses addresses =
        new PublicAddresses(
            base.resolve("issuing.cer"),
            base.resolve("issuing.crl"),
            Optional.of(base.resolve("ocsp")));
    this.authority = new Authority(issuing, addresses, POLICY, clock);
  }

  SigningIdentity issue(CertificateProfile profile, String commonName) {
    return issue(profile, commonName, issuing.algorithm());
  }

  SigningIdentity issue(CertificateProfile profile, String commonName, KeyAlgorithm algorithm) {
    KeyPair pair = algorithm.generate();
    ToBeIssued prepared =
        authority.prepare(new CertificateRequest(profile, name(commonName), pair.getPublic()));
    List<X509Certificate> chain = new ArrayList<>(List.of(authority.issue(prepared)));
    chain.addAll(issuing.chain());
    return new SigningIdentity(pair.getPrivate(), chain);
  }

  TrustAnchors anchors() {
    return TrustAnchors.of(List.of(root.certificate()));
  }

  static DistinguishedName name(String commonName) {
    return new DistinguishedName(commonName, Optional.of("Test Bank"), "JP", Optional.empty());
  }
}
