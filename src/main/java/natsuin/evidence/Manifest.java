package natsuin.evidence;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import natsuin.kernel.Actor;
import natsuin.verification.VerificationReport;

/**
 * What a bundle holds, for machines: {@code manifest.json}. The seal beside it makes it the bank's
 * word.
 */
final class Manifest {
  static final String PATH = "manifest.json";
  static final String SEAL = "manifest.p7s";
  static final String FORMAT = "natsuin-evidence/1";
  static final String REVOCATION = "revocation/";
  static final String ROOT = "certificates/root.pem";

  private final JsonObject json;
  private final JsonArray documents = new JsonArray();

  Manifest(Subject subject, Actor reader, String bank, Instant at) {
    var contract =
        new JsonObject()
            .put("id", subject.id().toString())
            .put("number", subject.number())
            .put("summary", subject.summary())
            .put("state", subject.state());
    Instant concluded = subject.concludedAt();
    if (concluded != null) {
      contract.put("concludedAt", concluded.toString());
    }
    this.json =
        new JsonObject()
            .put("format", FORMAT)
            .put("createdAt", at.toString())
            .put("createdBy", bank)
            .put("createdFor", reader.label())
            .put("contract", contract);
  }

  /** A document that is only read. */
  void addUnsigned(Subject.Document document, String path) {
    documents.add(of(document, path).put("signatures", new JsonArray()));
  }

  /** A document with its reports. */
  void add(
      Subject.Document document, String path, VerificationReport report, String pdf, String xml) {
    var signatures = new JsonArray();
    report.signatures().forEach(each -> signatures.add(signature(each)));
    documents.add(
        of(document, path)
            .put("verdict", report.verdict().name())
            .put("checkedAt", report.checkedAt().toString())
            .put("reports", new JsonArray().add(pdf).add(xml))
            .put("signatures", signatures));
  }

  private static JsonObject of(Subject.Document document, String path) {
    return new JsonObject()
        .put("id", document.id().toString())
        .put("title", document.title())
        .put("kind", document.explanation() ? "explanation" : "contract")
        .put("path", path);
  }

  private static JsonObject signature(VerificationReport.Signature each) {
    var json =
        new JsonObject()
            .put("signer", each.signer())
            .put("verdict", each.verdict().name())
            .put("level", each.level().label());
    if (each.organization() != null) {
      json.put("organization", each.organization());
    }
    if (each.reason() != null) {
      json.put("standing", each.reason());
    }
    Instant proven = each.provenTime();
    if (proven != null) {
      json.put("provenTime", proven.toString());
    }
    return json;
  }

  /** The finished file. */
  byte[] bytes(JsonArray entries) {
    return json.copy()
        .put("documents", documents)
        .put("entries", entries)
        .encodePrettily()
        .getBytes(StandardCharsets.UTF_8);
  }
}
