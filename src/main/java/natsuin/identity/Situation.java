package natsuin.identity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import natsuin.identity.IdentityConfiguration.DocumentKind;
import natsuin.requests.CertificateRequest;
import natsuin.requests.Identification;
import natsuin.requests.RequestState;
import natsuin.uploads.FileState;
import natsuin.uploads.UploadedFile;
import natsuin.users.User;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of one request's documents.
 *
 * @param opened when the consent in force went to the user whole
 * @param agreed when the user agreed to it
 */
record Situation(
    CertificateRequest request,
    User user,
    @Nullable Instant opened,
    @Nullable Instant agreed,
    List<Sent> files) {

  /** A file and its place. */
  record Sent(Place place, UploadedFile file) {}

  /** Whether the customer may upload, delete and send. */
  boolean inCustomersHands() {
    return request.state() == RequestState.DOCUMENTS_DUE
        || request.state() == RequestState.RETURNED;
  }

  List<Part> parts() {
    return request.identification() == Identification.DOCUMENTS
        ? Part.asked(user.organization().kind())
        : List.of();
  }

  List<Sent> of(Part part) {
    return files.stream().filter(sent -> sent.place().part() == part).toList();
  }

  /** The kind that the files of this part are of. */
  Optional<String> chosen(Part part) {
    return of(part).stream().map(sent -> sent.place().kind()).findFirst();
  }

  boolean any(FileState... states) {
    return files.stream().anyMatch(sent -> List.of(states).contains(sent.file().state()));
  }

  /** Places that have no clean file yet; a part without any file is missed as a whole. */
  List<Place> missing(IdentityConfiguration configuration) {
    var missing = new ArrayList<Place>();
    for (Part part : parts()) {
      var kind = chosen(part).flatMap(code -> part.kind(configuration, code));
      if (kind.isEmpty()) {
        missing.add(new Place(part, "", 0));
      } else {
        missing.addAll(missing(part, kind.get()));
      }
    }
    return missing;
  }

  private List<Place> missing(Part part, DocumentKind kind) {
    var missing = new ArrayList<Place>();
    for (int position = 1; position <= kind.files().size(); position++) {
      var place = new Place(part, kind.code(), position);
      boolean there =
          files.stream()
              .anyMatch(
                  sent -> sent.place().equals(place) && sent.file().state() == FileState.CLEAN);
      if (!there) {
        missing.add(place);
      }
    }
    return missing;
  }

  /** Whether 「送信」 would be taken now. */
  boolean maySubmit(IdentityConfiguration configuration) {
    return inCustomersHands() && agreed != null && missing(configuration).isEmpty();
  }
}
