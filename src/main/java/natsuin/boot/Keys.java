package natsuin.boot;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import natsuin.cluster.ClusterIdentity;
import natsuin.cluster.JoinProof;
import natsuin.kernel.DurableFile;
import natsuin.pki.DistinguishedName;
import natsuin.pki.HierarchyPlan;
import natsuin.pki.KeyStoreFile;
import natsuin.pki.NodeCertificate;
import natsuin.pki.Pem;
import natsuin.pki.PkiHierarchy;
import natsuin.pki.SigningIdentity;
import natsuin.vault.KeyedHash;
import natsuin.vault.MasterKeys;

/** This service's own keys, opened. */
public record Keys(
    MasterKeys master, PkiHierarchy pki, HierarchyPlan plan, SigningIdentity cluster) {
  private static final String CLUSTER = "cluster";

  /**
   * Opens what is there; makes what is missing where the configuration says so.
   *
   * @throws IOException if a file cannot be read or has another password
   * @throws IllegalArgumentException if keys are missing that may not be made
   */
  public static Keys open(Configuration configuration, InstantSource clock) throws IOException {
    var keys = configuration.keys();
    keys.check();
    DurableFile.directory(Path.of(keys.directory()));
    var plan = configuration.pki().plan(configuration.http().baseUrl());
    return new Keys(
        MasterKeys.loadOrCreate(keys.masterKeys()),
        PkiHierarchy.openOrCreate(
            keys.authorities(), keys.password().value().toCharArray(), plan, clock),
        plan,
        cluster(configuration, clock));
  }

  private static SigningIdentity cluster(Configuration configuration, InstantSource clock)
      throws IOException {
    var keys = configuration.keys();
    var store = KeyStoreFile.open(keys.cluster(), keys.password().value().toCharArray());
    var kept = store.identity(CLUSTER);
    if (kept.isPresent()) {
      return kept.get();
    }
    String country = configuration.pki().country();
    var name = // a stranger who asks is shown it
        new DistinguishedName("node", Optional.empty(), country, Optional.empty());
    var fresh = NodeCertificate.make(name, clock.instant());
    store.put(CLUSTER, fresh);
    store.save();
    return fresh;
  }

  /** What this service's nodes know each other by: all have these keys, no stranger has. */
  public ClusterIdentity clusterIdentity() {
    String key = Pem.write("PRIVATE KEY", cluster.key().getEncoded());
    var certificate = Buffer.buffer(Pem.write(cluster.chain()));
    return new ClusterIdentity(
        joinProof(),
        new PemKeyCertOptions().addKeyValue(Buffer.buffer(key)).addCertValue(certificate),
        new PemTrustOptions().addCertValue(certificate));
  }

  private JoinProof joinProof() {
    var hash = new KeyedHash(master, "cluster-join");
    return new JoinProof() {
      @Override
      public byte[] of(byte[]... parts) {
        return hash.of(parts);
      }

      @Override
      public boolean matches(byte[] given, byte[]... parts) {
        return hash.matches(given, parts);
      }
    };
  }
}
