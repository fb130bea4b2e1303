package natsuin.clientissue;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Optional;
import natsuin.clientissue.KeptPasswords.Kept;
import natsuin.clientissue.KeptPasswords.Kind;
import natsuin.kernel.Actor;
import natsuin.kernel.Failure;
import natsuin.pki.CertificationRequest;
import natsuin.pki.ClientKeyAlgorithm;
import natsuin.pki.ClientKeyFile;
import natsuin.users.EmployerUserStore;

/**
 * ⑥ and ⑦: one issue within one request (EMP-6). The private key exists in this request's memory
 * and nowhere else. On a virtual thread.
 */
final class RunIssue {
  private final ClientIssueTools tools;
  private final KeptPasswords kept;
  private final IssuePool pool;
  private final StartIssue start;

  RunIssue(ClientIssueTools tools, KeptPasswords kept, IssuePool pool, StartIssue start) {
    this.tools = tools;
    this.kept = kept;
    this.pool = pool;
    this.start = start;
  }

  /**
   * 「発行」 of a file with the key in it. Fails as busy before anything is used up; as conflict {@code
   * issue-under-way}, {@code already-issued}, {@code certificate-still-valid}; as unauthenticated
   * {@code issue-attempt-expired} where the password is not kept any more.
   */
  Ready file(
      Actor.Candidate who, Optional<String> carried, FileKind kind, ClientKeyAlgorithm algorithm) {
    return pool.holdingPlace(
        () -> {
          RunningIssue running = start.start(who, kind, algorithm.name());
          return running.finish(
              () -> {
                char[] password = password(who, carried).toCharArray();
                try {
                  KeyPair key = pool.run(algorithm::generate);
                  var certificate = running.certify(key.getPublic());
                  running.stage(Stage.FILE);
                  byte[] file =
                      pool.run(
                          () ->
                              tools
                                  .certificates()
                                  .pack(
                                      key.getPrivate(),
                                      certificate,
                                      running.holder(),
                                      password,
                                      kind == FileKind.P12_LEGACY
                                          ? ClientKeyFile.Protection.LEGACY
                                          : ClientKeyFile.Protection.MODERN));
                  return running.ready(file, certificate);
                } finally {
                  Arrays.fill(password, '\0');
                }
              });
        });
  }

  /**
   * 「発行」 for a key that was made in the browser. Fails as {@link #file}, and as invalid on {@code
   * csr}.
   */
  Ready certificate(Actor.Candidate who, Optional<String> carried, String csr) {
    return pool.holdingPlace(
        () -> {
          PublicKey key =
              CertificationRequest.key(csr)
                  .orElseThrow(
                      () ->
                          new Failure.Invalid(new Failure.FieldError("csr", "not-a-request"))
                              .exception());
          if (tools.certificates().knows(tools.database().client(), key).await()) {
            throw new Failure.Invalid(new Failure.FieldError("csr", "key-certified-before"))
                .exception();
          }
          RunningIssue running = start.start(who, FileKind.CSR, key.getAlgorithm());
          return running.finish(
              () -> {
                password(who, carried);
                var certificate = running.certify(key);
                running.stage(Stage.FILE);
                byte[] chain =
                    tools.certificates().chain(certificate).getBytes(StandardCharsets.US_ASCII);
                return running.ready(chain, certificate);
              });
        });
  }

  /** The password of ④, once; and only while it still is the account's. */
  private String password(Actor.Candidate who, Optional<String> carried) {
    Kept entered =
        kept.take(carried)
            .filter(known -> known.user().equals(who.id()) && known.kind() != Kind.INITIAL)
            .orElseThrow(() -> new Failure.Unauthenticated("issue-attempt-expired").exception());
    String present = EmployerUserStore.passwordHash(tools.database().client(), who.id()).await();
    var passwords = tools.passwords();
    if (!passwords.pool().run(() -> passwords.hash().verify(entered.password(), present))) {
      throw new Failure.Unauthenticated("issue-attempt-expired").exception();
    }
    return entered.password();
  }
}
