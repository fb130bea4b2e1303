package natsuin.mandates;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;
import natsuin.kernel.Actor;
import natsuin.kernel.Failure;
import natsuin.kernel.Ids;
import natsuin.rights.MemberRights;
import natsuin.uploads.NewFile;
import natsuin.uploads.Purpose;
import natsuin.uploads.Uploads;
import natsuin.users.UserStore;

/**
 * 「ファイルアップロード」: takes a power of attorney on paper. It is scanned like every upload and counts only
 * once it is clean. On a virtual thread.
 */
final class TakePaper {
  private static final ZoneId BANK_TIME = ZoneId.of("Asia/Tokyo");

  private final MandateTools tools;

  TakePaper(MandateTools tools) {
    this.tools = tools;
  }

  /** Who may upload one for this, before a byte of it is read. Fails as forbidden. */
  static void mayUpload(Actor.User user, MandatePurpose purpose) {
    boolean may =
        purpose == MandatePurpose.NEW_USER
            ? MemberRights.leads(user.role())
            : MemberRights.signs(user.role());
    if (!may) {
      throw new Failure.Forbidden("forbidden").exception();
    }
  }

  /** Fails as {@link Failure.Refused} {@code file-refused} where such a file is not taken. */
  Mandate take(Actor.User user, MandatePurpose purpose, String fileName, byte[] content) {
    mayUpload(user, purpose);
    Uploads.typeOf(fileName, content);
    UUID branch =
        UserStore.find(tools.database().client(), user.id())
            .await()
            .orElseThrow()
            .organization()
            .branch();
    return tools.database().tx(tx -> keep(tx, user, branch, purpose, fileName, content)).await();
  }

  private Future<Mandate> keep(
      SqlConnection tx,
      Actor.User user,
      UUID branch,
      MandatePurpose purpose,
      String fileName,
      byte[] content) {
    Instant now = tools.clock().instant();
    UUID id = Ids.next(tools.clock());
    var file =
        new NewFile(Purpose.MANDATE, id, "paper", user.id(), user.organization(), branch, fileName);
    return MandateStore.takeOld(tx, user.id(), DraftMandate.KEPT)
        .compose(old -> tools.erase(tx, old))
        .compose(done -> tools.uploads().keep(tx, user, file, content))
        .map(
            kept ->
                new Mandate(
                    id,
                    user.organization(),
                    branch,
                    user.id(),
                    MandateKind.PAPER,
                    purpose,
                    Optional.empty(),
                    Mandate.State.SIGNED,
                    now.atZone(BANK_TIME).toLocalDate(),
                    Optional.empty(),
                    kept.fileName(),
                    new byte[0],
                    Optional.of(now),
                    Optional.of(now.plus(tools.configuration().validFor()))))
        .compose(mandate -> MandateStore.insert(tx, mandate, now).map(mandate));
  }

  /** 「削除」, as long as it was not used. Fails as conflict {@code scan-running} under scan. */
  void delete(Actor.User user, Mandate mandate) {
    if (mandate.kind() != MandateKind.PAPER || !mandate.grantor().equals(user.id())) {
      throw MandateReadiness.nothing();
    }
    if (mandate.state() == Mandate.State.USED) {
      throw MandateReadiness.conflict("mandate-signed");
    }
    var files = tools.uploads().of(tools.database().client(), mandate.id()).await();
    if (files.stream().anyMatch(file -> file.state().underScan())) {
      throw MandateReadiness.conflict("scan-running");
    }
    tools
        .database()
        .tx(tx -> MandateStore.takePaper(tx, mandate.id()).compose(gone -> tools.erase(tx, gone)))
        .await();
  }
}
