package natsuin.cluster;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import natsuin.pki.DistinguishedName;
import natsuin.pki.NodeCertificate;
import natsuin.pki.Pem;

/** What nodes know each other by, one for each name. */
final class TestIdentity {
  private static final Map<String, ClusterIdentity> MADE = new ConcurrentHashMap<>();

  private TestIdentity() {}

  static ClusterIdentity named(String name) {
    return MADE.computeIfAbsent(name, TestIdentity::make);
  }

  private static ClusterIdentity make(String name) {
    var identity =
        NodeCertificate.make(
            DistinguishedName.authority("Cluster", "Sample", "JP"),
            Instant.parse("2026-01-01T00:00:00Z"));
    var certificate = Buffer.buffer(Pem.write(identity.chain()));
    var key = Buffer.buffer(Pem.write("PRIVATE KEY", identity.key().getEncoded()));
    return new ClusterIdentity(
        new TestProof(name),
        new PemKeyCertOptions().addKeyValue(key).addCertValue(certificate),
        new PemTrustOptions().addCertValue(certificate));
  }
}
