package natsuin.contracts;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import natsuin.bus.ComputePool;
import natsuin.kernel.Actor;
import natsuin.kernel.Failure;
import natsuin.kernel.Failure.FieldError;
import natsuin.pdf.Intake;
import natsuin.pdf.IntakeReason;
import natsuin.pdf.IntakeVerdict;
import natsuin.rights.StaffAct;
import natsuin.rights.StaffRights;

/** Staff upload a file: it is examined, and kept only if it may be signed (CONTRACT-9). */
final class TakeUpload {
  private final Intake intake;
  private final ComputePool pool;
  private final UploadStore uploads;

  TakeUpload(Intake intake, ComputePool pool, UploadStore uploads) {
    this.intake = intake;
    this.pool = pool;
    this.uploads = uploads;
  }

  /** Who creates contracts or cancels them; refuses before a byte is read. */
  static void mayPrepare(Actor.Staff staff) {
    if (!StaffRights.may(staff, StaffAct.MANAGE, staff.branch())) {
      throw new Failure.Forbidden("forbidden").exception();
    }
  }

  /** {@code Upload} of openapi.yaml; fails as Refused {@code pdf-refused} with every reason. */
  JsonObject take(Actor.Staff staff, String givenName, byte[] content) {
    mayPrepare(staff);
    String name = FileNames.clean(givenName);
    return switch (pool.run(() -> intake.examine(content)).await()) {
      case IntakeVerdict.Refused refused -> throw refusal(refused).exception();
      case IntakeVerdict.Signable file -> keep(staff, name, content, file);
    };
  }

  private JsonObject keep(
      Actor.Staff staff, String name, byte[] content, IntakeVerdict.Signable file) {
    var sha256 = HexFormat.of().parseHex(file.sha256());
    var id = uploads.keep(staff, name, file.pages(), content, sha256).await();
    return new JsonObject()
        .put("id", id.toString())
        .put("fileName", name)
        .put("pages", file.pages())
        .put("size", file.bytes())
        .put("sha256", file.sha256())
        .put("pdfVersion", file.pdfVersion())
        .put("pdfA", file.pdfaLevel().isEmpty() ? null : file.pdfaLevel())
        .put("existingSignatures", file.signatures().size());
  }

  private static Failure.Refused refusal(IntakeVerdict.Refused refused) {
    var reasons = new ArrayList<FieldError>();
    for (IntakeReason reason : refused.reasons()) {
      reasons.add(
          new FieldError(
              "content", "pdf.refused." + reason.rule().code(), new HashMap<>(reason.facts())));
    }
    return new Failure.Refused("pdf-refused", reasons);
  }
}
