package natsuin.signing;

import java.security.PrivateKey;
import java.time.InstantSource;
import natsuin.certificates.Credential;
import natsuin.certificates.Credentials;
import natsuin.pki.KeyAlgorithm;
import natsuin.pki.SigningIdentity;
import natsuin.vault.JobWrap;
import natsuin.vault.OpeningKey;

/** Opens the key that a job is allowed to use, for as long as the key phase lasts. */
public final class SigningHands {
  private final Credentials credentials;
  private final SigningIdentity seal;
  private final JobWrap jobs;
  private final InstantSource clock;

  /**
   * For this bank.
   *
   * @param seal the bank's own certificate and key
   */
  public SigningHands(
      Credentials credentials, SigningIdentity seal, JobWrap jobs, InstantSource clock) {
    this.credentials = credentials;
    this.seal = seal;
    this.jobs = jobs;
    this.clock = clock;
  }

  /** The open hand, or {@link GiveUpException} when it may not act or its time is over. */
  SigningHand open(Claim claim, Permission permission) {
    return switch (permission) {
      case Permission.Denied denied -> throw new GiveUpException(denied.code());
      case Permission.Seal bank ->
          new SigningHand(seal::sign, seal.chain(), bank.name(), "", bank.markVisible());
      case Permission.Signer signer -> open(claim, signer);
    };
  }

  private SigningHand open(Claim claim, Permission.Signer signer) {
    Credential credential = credentials.byId(signer.credential()).await().orElseThrow();
    PrivateKey key;
    try (OpeningKey opening = openingKey(claim)) {
      key = credentials.open(credential.id(), opening).await();
    }
    KeyAlgorithm algorithm = credential.algorithm();
    return new SigningHand(
        bytes -> algorithm.sign(key, bytes),
        credentials.chain(credential),
        signer.name(),
        signer.standing(),
        signer.markVisible());
  }

  private OpeningKey openingKey(Claim claim) {
    var until = claim.openingKeyUntil();
    return claim
        .openingKey()
        .flatMap(
            wrapped ->
                jobs.open(wrapped, claim.subject().job(), until.orElseThrow(), clock.instant()))
        .orElseThrow(() -> new GiveUpException("opening-key-expired"));
  }
}
