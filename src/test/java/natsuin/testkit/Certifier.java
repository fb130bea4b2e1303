package natsuin.testkit;

import io.vertx.core.WorkerExecutor;
import java.util.Optional;
import java.util.UUID;
import natsuin.certificates.Credential;
import natsuin.certificates.IssueCertificate;
import natsuin.certificates.IssueCredential;
import natsuin.pki.KeyAlgorithm;
import natsuin.vault.Argon2Parameters;
import natsuin.vault.PinWrap;
import natsuin.vault.SodiumArgon2;

/** Gives people in tests signing certificates, without their whole way to one. */
public final class Certifier {
  /** Everybody's PIN. */
  public static final String PIN = "Hall2Pin99";

  private final IssueCredential issue;

  /** For people of this world. */
  public Certifier(World world) {
    var node = world.node();
    WorkerExecutor pool = node.vertx().createSharedWorkerExecutor("certifier", 2);
    this.issue =
        new IssueCredential(
            node.database(),
            new IssueCertificate(node.database(), node.keys().pki().issuing(), world.clock()),
            new PinWrap(
                node.keys().master(),
                SodiumArgon2.load().orElseThrow(),
                new Argon2Parameters(64, 1)),
            KeyAlgorithm.EC_P256,
            pool,
            world.clock());
  }

  /** A certificate that opens with {@link #PIN}. */
  public Credential certify(UUID user) {
    return issue.issue(
        new IssueCredential.Holder(user, "Taro Mihon", Optional.of("Mihon Works")),
        PIN.toCharArray());
  }
}
