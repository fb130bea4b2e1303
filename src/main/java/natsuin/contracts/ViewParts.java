package natsuin.contracts;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the customers' and the staff's views of a contract have in common, as in openapi.yaml. */
final class ViewParts {
  private static final List<String> STAGES =
      List.of(
          "waiting",
          "preparing",
          "signing",
          "timestamping",
          "embedding",
          "revocation",
          "archiving",
          "sealed");

  private ViewParts() {}

  /** Identity, terms and state. */
  static JsonObject head(Contract contract) {
    return new JsonObject()
        .put("id", contract.id().toString())
        .put("number", contract.number())
        .put("summary", contract.summary())
        .put("amount", contract.amount())
        .put("appliedOn", contract.appliedOn().toString())
        .put("plannedOn", contract.plannedOn().toString())
        .put("state", contract.state().code())
        .put("version", contract.version())
        .put("sentAt", contract.sentAt().toString())
        .put("concludedAt", text(contract.concludedAt()))
        .mergeIn(course(contract.course()));
  }

  private static JsonObject course(Contract.Course course) {
    var outcome = course.outcome();
    return new JsonObject()
        .put("kind", course.kind().code())
        .put("cancels", reference(course.cancels()))
        .put("cancelledBy", reference(course.cancelledBy()))
        .put("signBy", text(course.signBy()))
        .put("drawdown", course.drawdown())
        .put("outcome", outcome == null ? null : outcome.code())
        .put("repaidOn", text(course.repaidOn()))
        .put("endedAt", text(course.endedAt()));
  }

  private static @Nullable JsonObject reference(Contract.@Nullable Reference other) {
    return other == null
        ? null
        : new JsonObject().put("id", other.id().toString()).put("number", other.number());
  }

  static JsonObject document(Contract.Document document) {
    return new JsonObject()
        .put("id", document.id().toString())
        .put("kind", document.explanation() ? "explanation" : "contract")
        .put("title", document.title())
        .put("fileName", document.fileName())
        .put("pages", document.pages())
        .put("size", document.size())
        .put("revision", document.revision())
        .put("sha256", document.sha256());
  }

  static JsonObject signer(Contract.Signer signer) {
    return new JsonObject()
        .put("name", signer.name())
        .put("organization", signer.organizationName())
        .put("standing", signer.standing().code())
        .put("capacity", signer.capacity().code())
        .put("state", signer.state().code())
        .put("turn", signer.turn())
        .put("signedAt", text(signer.signedAt()));
  }

  /** How far each document's signature is; empty before there is a job. */
  static JsonArray progress(Contract.@Nullable Job job) {
    var progress = new JsonArray();
    if (job != null) {
      job.signatures().forEach(signature -> progress.add(progress(job, signature)));
    }
    return progress;
  }

  private static JsonObject progress(Contract.Job job, Contract.Signature signature) {
    boolean sealed = signature.sealedAt() != null;
    return new JsonObject()
        .put("document", signature.document().toString())
        .put("stage", signature.stage())
        .put("step", Math.max(0, STAGES.indexOf(signature.stage())))
        .put("steps", STAGES.size() - 1)
        .put("trouble", sealed ? null : job.trouble())
        .put("attempts", job.attempts())
        .put("sealedAt", text(signature.sealedAt()));
  }

  static @Nullable String trouble(Contract.@Nullable Job job) {
    return job == null || job.state().equals("done") ? null : job.trouble();
  }

  static @Nullable String text(@Nullable Instant at) {
    return at == null ? null : at.toString();
  }

  static @Nullable String text(@Nullable LocalDate day) {
    return day == null ? null : day.toString();
  }

  static @Nullable String text(@Nullable UUID id) {
    return id == null ? null : id.toString();
  }
}
