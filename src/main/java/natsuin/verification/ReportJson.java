package natsuin.verification;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import natsuin.http.Language;
import natsuin.verification.VerificationReport.Certificate;
import natsuin.verification.VerificationReport.Change;
import natsuin.verification.VerificationReport.Coverage;
import natsuin.verification.VerificationReport.Revocation;
import natsuin.verification.VerificationReport.Signature;
import natsuin.verification.VerificationReport.Timestamp;
import org.jspecify.annotations.Nullable;

/**
 * Writes a report as the API's {@code VerificationReport}: codes for programs, {@code text} for
 * people in the reader's language. What is not known is left out.
 */
public final class ReportJson {
  private final Sentences sentences;

  private ReportJson(Sentences sentences) {
    this.sentences = sentences;
  }

  /** The report in that language. */
  public static JsonObject of(VerificationReport report, Language language) {
    return new ReportJson(new Sentences(language)).write(report);
  }

  private JsonObject write(VerificationReport report) {
    return new JsonObject()
        .put("verdict", report.verdict().name())
        .put("summary", sentences.summary(report))
        .put("reasons", list(report.reasons(), this::reason))
        .put("checkedAt", report.checkedAt().toString())
        .put("sha256", report.sha256())
        .put("size", report.size())
        .put("pages", report.pages())
        .put("revisions", report.revisions())
        .put("expectedLevel", report.expected().label())
        .put("record", record(report.record()))
        .put("signatures", list(report.signatures(), this::signature))
        .put("documentTimestamps", list(report.documentTimestamps(), this::timestamp))
        .put("changes", list(report.changes(), this::change))
        .put("method", method(sentences));
  }

  /** Who verified and how, as a paragraph. */
  static String method(Sentences sentences) {
    return sentences.of(
        "method.text", Map.of("version", DssEngine.VERSION, "policy", DssEngine.POLICY_NAME));
  }

  private static <T> JsonArray list(Collection<T> items, Function<T, JsonObject> writer) {
    JsonArray array = new JsonArray();
    items.forEach(item -> array.add(writer.apply(item)));
    return array;
  }

  private JsonObject reason(Reason reason) {
    return new JsonObject()
        .put("code", reason.code())
        .put("verdict", reason.verdict().name())
        .put("text", sentences.of(reason));
  }

  private JsonObject record(RecordComparison record) {
    return new JsonObject()
        .put("state", Sentences.code(record.state()))
        .put("agreeing", record.agreeing())
        .put("recorded", record.recorded())
        .put("text", sentences.of(record));
  }

  private JsonObject signature(Signature each) {
    JsonObject json =
        new JsonObject()
            .put("field", each.field())
            .put("verdict", each.verdict().name())
            .put("reasons", list(each.reasons(), this::reason))
            .put("signer", each.signer())
            .put("level", each.level().label())
            .put("coverage", coverage(each.coverage()))
            .put("chain", list(each.chain(), this::certificate))
            .put("revocations", list(each.revocations(), this::revocation))
            .put("timestamps", list(each.timestamps(), this::timestamp));
    put(json, "organization", each.organization());
    put(json, "reason", each.reason());
    put(json, "claimedTime", each.claimedTime());
    put(json, "provenTime", each.provenTime());
    put(json, "indication", each.indication());
    put(json, "subIndication", each.subIndication());
    put(json, "algorithm", each.algorithm());
    put(json, "page", each.page());
    return json;
  }

  private JsonObject timestamp(Timestamp each) {
    JsonObject json =
        new JsonObject()
            .put("verdict", each.verdict().name())
            .put("reasons", list(each.reasons(), this::reason));
    put(json, "authority", each.authority());
    put(json, "time", each.time());
    put(json, "algorithm", each.algorithm());
    Coverage covered = each.coverage();
    put(json, "coverage", covered == null ? null : coverage(covered));
    return json;
  }

  private JsonObject coverage(Coverage coverage) {
    return new JsonObject()
        .put("revision", coverage.revision())
        .put("of", coverage.of())
        .put("whole", coverage.whole())
        .put("laterPermitted", coverage.laterPermitted())
        .put("text", sentences.of(coverage));
  }

  private JsonObject certificate(Certificate each) {
    JsonObject json =
        new JsonObject()
            .put("subject", each.subject())
            .put("issuer", each.issuer())
            .put("serial", each.serial())
            .put("notBefore", each.notBefore().toString())
            .put("notAfter", each.notAfter().toString())
            .put("trusted", each.trusted());
    put(json, "organization", each.organization());
    return json;
  }

  private JsonObject revocation(Revocation each) {
    JsonObject json =
        new JsonObject()
            .put("kind", each.kind())
            .put("certificate", each.certificate())
            .put("status", each.status())
            .put("inDocument", each.inDocument());
    put(json, "produced", each.produced());
    put(json, "revokedAt", each.revokedAt());
    put(json, "issuer", each.issuer());
    return json;
  }

  private JsonObject change(Change each) {
    JsonObject json =
        new JsonObject()
            .put("revision", each.revision())
            .put("kind", Sentences.code(each.kind()))
            .put("permitted", each.kind().permitted())
            .put("path", each.path())
            .put("text", sentences.of(each));
    put(json, "page", each.page());
    return json;
  }

  private static void put(JsonObject json, String name, @Nullable Object value) {
    if (value != null) {
      json.put(name, value instanceof Instant instant ? instant.toString() : value);
    }
  }
}
