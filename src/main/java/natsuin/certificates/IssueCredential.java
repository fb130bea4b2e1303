package natsuin.certificates;

import io.vertx.core.WorkerExecutor;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import natsuin.kernel.Failure;
import natsuin.kernel.Ids;
import natsuin.pg.Database;
import natsuin.pki.CertificateProfile;
import natsuin.pki.CertificateRequest;
import natsuin.pki.DistinguishedName;
import natsuin.pki.KeyAlgorithm;
import natsuin.vault.PinWrap;

/**
 * Gives a user a signing key and its certificate (CERT-1, CERT-2). The key is made here, and what
 * is stored of it opens only with PIN and server key together. On a virtual thread.
 */
public final class IssueCredential {
  private static final String COUNTRY = "JP";

  /** Without letters and digits that are mistaken for each other. */
  private static final String ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

  private static final int ID_LENGTH = 12;
  private static final SecureRandom RANDOM = new SecureRandom();

  /**
   * Whom the certificate names, in Latin letters.
   *
   * @param organization empty for an individual
   */
  public record Holder(UUID user, String name, Optional<String> organization) {}

  private final Database database;
  private final IssueCertificate certificates;
  private final PinWrap pins;
  private final KeyAlgorithm algorithm;
  private final WorkerExecutor hashing;
  private final InstantSource clock;

  /**
   * The use case.
   *
   * @param algorithm of new keys
   * @param hashing bounded
   */
  public IssueCredential(
      Database database,
      IssueCertificate certificates,
      PinWrap pins,
      KeyAlgorithm algorithm,
      WorkerExecutor hashing,
      InstantSource clock) {
    this.database = database;
    this.certificates = certificates;
    this.pins = pins;
    this.algorithm = algorithm;
    this.hashing = hashing;
    this.clock = clock;
  }

  /** The new credential. Fails as {@link Failure.Invalid} when the PIN breaks the policy. */
  public Credential issue(Holder holder, char[] pin) {
    if (!PinPolicy.accepts(new String(pin))) {
      throw new Failure.Invalid(new Failure.FieldError("pin", "pin-policy")).exception();
    }
    UUID id = Ids.next(clock);
    String credentialId = newCredentialId();
    KeyPair pair = hashing.executeBlocking(algorithm::generate, false).await();
    var stored =
        hashing.executeBlocking(() -> pins.protect(id, pin, pair.getPrivate()), false).await();
    var request =
        new CertificateRequest(
            CertificateProfile.USER_SIGNING, subject(holder, credentialId), pair.getPublic());
    var certificate = certificates.issue(request, Optional.of(holder.user()));
    var credential =
        new Credential(
            id,
            credentialId,
            holder.user(),
            algorithm,
            Credential.State.ACTIVE,
            Optional.empty(),
            certificate);
    CredentialStore.add(
            database.client(),
            new CredentialStore.Stored(credential, stored.wrappedKey(), stored.pinWrap()),
            clock.instant())
        .await();
    return credential;
  }

  /** Whom the certificate names. */
  static DistinguishedName subject(Holder holder, String credentialId) {
    return new DistinguishedName(
        holder.name(), holder.organization(), COUNTRY, Optional.of(credentialId));
  }

  /** Three groups of four, as in {@code K7QF-3M2X-9TBD}. */
  static String newCredentialId() {
    var id = new StringBuilder();
    for (int i = 0; i < ID_LENGTH; i++) {
      if (i > 0 && i % 4 == 0) {
        id.append('-');
      }
      id.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
    }
    return id.toString();
  }
}
