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
  private final List<Named> users = new ArrayList<>();
  private final LocalDate today;

  private NewContractReader(JsonObject json, LocalDate today) {
    this.today = today;
    this.fields = new FieldReader(json, errors);
  }

  /** A user where the form names him. */
  record Named(UUID user, String place, @Nullable Capacity capacity) {
    /** Why he cannot sign here, as far as only the database knows. */
    Optional<FieldError> error(@Nullable SignerCandidate candidate) {
      if (candidate == null) {
        return Optional.of(new FieldError(place, "signer-unknown"));
      }
      return candidate.why(capacity).map(why -> new FieldError(place, why));
    }
  }

  private record Seat(UUID user, Standing standing, Capacity capacity) {}

  /** What was read; empty parts stand for those that have errors. */
  record Draft(
      Optional<NewContract> whole,
      List<FieldError> errors,
      Map<UUID, String> uploads,
      List<Named> users) {

    /** Adds what only the database knows. */
    List<FieldError> errorsWith(Set<UUID> knownUploads, Map<UUID, SignerCandidate> candidates) {
      var all = new ArrayList<>(errors);
      uploads.forEach(
          (id, place) -> {
            if (!knownUploads.contains(id)) {
              all.add(new FieldError(place, "upload-unknown"));
            }
          });
      users.forEach(named -> named.error(candidates.get(named.user())).ifPresent(all::add));
      return all;
    }
  }

  /**
   * Reads it.
   *
   * @param today of the bank
   */
  static Draft read(JsonObject json, LocalDate today) {
    return new NewContractReader(json, today).draft();
  }

  private Draft draft() {
    var summary = fields.text("summary", 100);
    var amount = fields.number("amount", 0, MAX_AMOUNT, null);
    var appliedOn = fields.date("appliedOn");
    var plannedOn = fields.date("plannedOn");
    checkOrder(appliedOn, plannedOn);
    var signBy = fields.optionalDate("signBy");
    if (signBy.isPresent() && signBy.get().isBefore(today)) {
      fields.wrong("signBy", "day-over", Map.of());
    }
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
            signBy.orElse(null),
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

  /** One person signs once in one standing and capacity; as guarantor perhaps for himself too. */
  private List<NewContract.Signer> signers() {
    var signers = new ArrayList<NewContract.Signer>();
    var seen = new HashSet<Seat>();
    for (var reader : fields.objects("signers", MAX_PARTS)) {
      var user = reader.id("userId");
      var standing = reader.choice("standing", Standing::of);
      var capacity = reader.choice("capacity", Capacity.ORGANIZATION, Capacity::of);
      var turn = reader.number("turn", 1, MAX_PARTS, 1L);
      if (user != null) {
        users.add(new Named(user, reader.at("userId"), capacity));
      }
      if (user == null || standing == null || capacity == null || turn == null) {
        continue;
      }
      if (!seen.add(new Seat(user, standing, capacity))) {
        reader.wrong("userId", "signer-twice", Map.of());
      }
      signers.add(new NewContract.Signer(user, standing, capacity, turn.intValue()));
    }
    return signers;
  }
}
