package natsuin.contracts;

import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import natsuin.kernel.Failure.FieldError;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code NewContract} of openapi.yaml and checks every field, first for itself and then
 * against the uploads and persons that it names; all that is wrong is told at once.
 *
 * <p>An explanation of important matters is optional: framework agreements and pure guarantees come
 * without one, and then its tick is not asked for. At least one document must be there to sign.
 */
final class NewContractReader {
  private static final int MAX_PARTS = 20;
  private static final long MAX_AMOUNT = 999_999_999_999L;

  private final List<FieldError> errors = new ArrayList<>();
  private final FieldReader fields;
  private final Map<UUID, String> uploads = new HashMap<>();
  private final Map<UUID, String> users = new HashMap<>();

  private NewContractReader(JsonObject json) {
    this.fields = new FieldReader(json, errors);
  }

  /** What was read; empty parts stand for those that have errors. */
  record Draft(
      Optional<NewContract> whole,
      List<FieldError> errors,
      Map<UUID, String> uploads,
      Map<UUID, String> users) {

    /** Adds what only the database knows. */
    List<FieldError> errorsWith(Set<UUID> knownUploads, Map<UUID, SignerCandidate> candidates) {
      var all = new ArrayList<>(errors);
      uploads.forEach(
          (id, place) -> {
            if (!knownUploads.contains(id)) {
              all.add(new FieldError(place, "upload-unknown"));
            }
          });
      users.forEach(
          (id, place) -> {
            var candidate = candidates.get(id);
            if (candidate == null) {
              all.add(new FieldError(place, "signer-unknown"));
            } else {
              candidate.why().ifPresent(why -> all.add(new FieldError(place, why)));
            }
          });
      return all;
    }
  }

  static Draft read(JsonObject json) {
    return new NewContractReader(json).draft();
  }

  private Draft draft() {
    var summary = fields.text("summary", 100);
    var amount = fields.number("amount", 0, MAX_AMOUNT, null);
    var appliedOn = fields.date("appliedOn");
    var plannedOn = fields.date("plannedOn");
    checkOrder(appliedOn, plannedOn);
    boolean markVisible = fields.flag("markVisible", true);
    var documents = documents();
    var signers = signers();
    var requestKey = fields.optionalText("requestKey", 100);
    if (!errors.isEmpty() || summary == null || appliedOn == null || plannedOn == null) {
      return new Draft(Optional.empty(), errors, uploads, users);
    }
    var whole =
        new NewContract(
            summary,
            amount,
            appliedOn,
            plannedOn,
            markVisible,
            documents,
            signers,
            requestKey.orElse(null));
    return new Draft(Optional.of(whole), errors, uploads, users);
  }

  private void checkOrder(@Nullable LocalDate appliedOn, @Nullable LocalDate plannedOn) {
    if (appliedOn != null && plannedOn != null && plannedOn.isBefore(appliedOn)) {
      fields.wrong("plannedOn", "before-application", Map.of());
    }
  }

  private List<NewContract.File> documents() {
    var files = new ArrayList<NewContract.File>();
    boolean anyToSign = false;
    var readers = fields.objects("documents", MAX_PARTS);
    for (var reader : readers) {
      var upload = reader.id("uploadId");
      var explanation = reader.choice("kind", NewContractReader::isExplanation);
      var title = reader.text("title", 100);
      anyToSign |= !Boolean.TRUE.equals(explanation);
      if (upload != null && uploads.putIfAbsent(upload, reader.at("uploadId")) != null) {
        reader.wrong("uploadId", "upload-twice", Map.of());
      }
      if (upload != null && explanation != null && title != null) {
        files.add(new NewContract.File(upload, explanation, title));
      }
    }
    if (!readers.isEmpty() && !anyToSign) {
      fields.wrong("documents", "nothing-to-sign", Map.of());
    }
    return files;
  }

  private static boolean isExplanation(String kind) {
    return switch (kind) {
      case "explanation" -> true;
      case "contract" -> false;
      default -> throw new IllegalArgumentException(kind);
    };
  }

  /** One person signs a contract once, in one standing: one ceremony, one signature a document. */
  private List<NewContract.Signer> signers() {
    var signers = new ArrayList<NewContract.Signer>();
    var seen = new HashSet<UUID>();
    for (var reader : fields.objects("signers", MAX_PARTS)) {
      var user = reader.id("userId");
      var standing = reader.choice("standing", Standing::of);
      var turn = reader.number("turn", 1, MAX_PARTS, 1L);
      if (user != null && !seen.add(user)) {
        reader.wrong("userId", "signer-twice", Map.of());
      }
      if (user != null) {
        users.putIfAbsent(user, reader.at("userId"));
      }
      if (user != null && standing != null && turn != null) {
        signers.add(new NewContract.Signer(user, standing, turn.intValue()));
      }
    }
    return signers;
  }
}
