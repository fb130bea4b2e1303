package natsuin.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import natsuin.cluster.JoinProof;
import natsuin.pki.HierarchyPlan;
import natsuin.pki.PkiHierarchy;
import natsuin.vault.KeyedHash;
import natsuin.vault.MasterKeys;

/** This service's own keys, opened. */
public record Keys(MasterKeys master, PkiHierarchy pki, HierarchyPlan plan) {

  /**
   * Opens what is there; makes what is missing where the configuration says so.
   *
   * @throws IOException if a file cannot be read or has another password
   * @throws IllegalArgumentException if keys are missing that may not be made
   */
  public static Keys open(Configuration configuration, InstantSource clock) throws IOException {
    var keys = configuration.keys();
    keys.check();
    Files.createDirectories(Path.of(keys.directory()));
    var plan = configuration.pki().plan(configuration.http().baseUrl());
    return new Keys(
        MasterKeys.loadOrCreate(keys.masterKeys()),
        PkiHierarchy.openOrCreate(
            keys.authorities(), keys.password().value().toCharArray(), plan, clock),
        plan);
  }

  /** What this service's nodes know each other by: all have the master key, no stranger has. */
  public JoinProof joinProof() {
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
