package natsuin.identity;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import natsuin.identity.IdentityConfiguration.DocumentKind;
import natsuin.identity.IdentityConfiguration.Label;
import natsuin.uploads.FileState;
import natsuin.uploads.UploadedFile;
import org.jspecify.annotations.Nullable;

/** A request as the API tells it: {@code CertificateRequest} of identity.yaml. */
final class RequestView {
  private final IdentityTools tools;
  private final ConsentDocument consent;

  RequestView(IdentityTools tools, ConsentDocument consent) {
    this.tools = tools;
    this.consent = consent;
  }

  JsonObject of(Situation situation, boolean scannerUp) {
    var request = situation.request();
    var configuration = tools.configuration();
    var json =
        new JsonObject()
            .put("id", request.id().toString())
            .put("reason", request.reason().code())
            .put("identification", request.identification().code())
            .put("state", request.state().code())
            .put("version", request.version())
            .put("returnReason", request.returnReason())
            .put("movedAt", request.movedAt().toString())
            .put("largestFile", tools.largestFile())
            .put("scanner", scanner(scannerUp))
            .put(
                "consent",
                new JsonObject()
                    .put("fileName", ConsentDocument.FILE_NAME)
                    .put("size", consent.pdf().length)
                    .put("sha256", consent.sha256())
                    .put("opened", situation.opened() != null)
                    .put("agreedAt", text(situation.agreed())));
    var parts = new JsonArray();
    for (Part part : situation.parts()) {
      parts.add(part(situation, part));
    }
    var missing = new JsonArray();
    if (situation.inCustomersHands()) {
      situation.missing(configuration).forEach(place -> missing.add(place(place)));
    }
    return json.put("parts", parts)
        .put("missing", missing)
        .put("maySubmit", situation.maySubmit(configuration));
  }

  /** {@code up}, {@code down}, or {@code none} where nothing is scanned at all. */
  private String scanner(boolean up) {
    return tools.scans() ? (up ? "up" : "down") : "none";
  }

  JsonObject part(Situation situation, Part part) {
    var kinds = new JsonArray();
    part.kinds(tools.configuration()).forEach(kind -> kinds.add(kind(kind)));
    var files = new JsonArray();
    situation.of(part).forEach(sent -> files.add(file(sent)));
    return new JsonObject()
        .put("part", part.code())
        .put("kinds", kinds)
        .put("chosenKind", situation.chosen(part).orElse(null))
        .put("files", files);
  }

  private static JsonObject kind(DocumentKind kind) {
    var files = new JsonArray();
    List<Label> labels = kind.files();
    for (int i = 0; i < labels.size(); i++) {
      files.add(
          new JsonObject()
              .put("position", i + 1)
              .put("label", label(labels.get(i).ja(), labels.get(i).en())));
    }
    return new JsonObject()
        .put("kind", kind.code())
        .put("name", label(kind.ja(), kind.en()))
        .put("files", files);
  }

  private static JsonObject label(String ja, String en) {
    return new JsonObject().put("ja", ja).put("en", en);
  }

  static JsonObject file(Situation.Sent sent) {
    UploadedFile file = sent.file();
    var json =
        new JsonObject()
            .put("id", file.id().toString())
            .put("kind", sent.place().kind())
            .put("position", sent.place().position())
            .put("fileName", file.fileName())
            .put("size", file.size())
            .put("pages", file.pages())
            .put("state", file.state().code())
            .put("scanned", file.scanned())
            .put("uploadedAt", file.createdAt().toString());
    String finding = file.finding();
    if (finding != null) {
      json.put(file.state() == FileState.INFECTED ? "virus" : "reason", finding);
    }
    return json;
  }

  private static JsonObject place(Place place) {
    var json = new JsonObject().put("part", place.part().code());
    return place.kind().isEmpty()
        ? json
        : json.put("kind", place.kind()).put("position", place.position());
  }

  private static @Nullable String text(@Nullable Instant at) {
    return at == null ? null : at.toString();
  }
}
