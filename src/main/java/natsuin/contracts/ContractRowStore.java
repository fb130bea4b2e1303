package natsuin.contracts;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** From a row of {@link ContractStore} to a {@link Contract}. */
final class ContractRowStore {
  private ContractRowStore() {}

  static Contract contract(Row row) {
    return new Contract(
        row.getUUID("id"),
        row.getString("number"),
        new Contract.Branch(
            row.getUUID("branch_id"),
            row.getString("branch_code"),
            row.getString("branch_name"),
            row.getString("name_latin")),
        new Contract.Officer(row.getUUID("officer_id"), row.getString("officer_name")),
        row.getString("summary"),
        row.getLong("amount"),
        row.getLocalDate("applied_on"),
        row.getLocalDate("planned_on"),
        ContractState.of(row.getString("state")),
        row.getInteger("version"),
        row.getInteger("terms_version"),
        row.getOffsetDateTime("sent_at").toInstant(),
        instant(row.getOffsetDateTime("signed_at")),
        instant(row.getOffsetDateTime("concluded_at")),
        course(row),
        objects(row.getJsonArray("documents")).map(ContractRowStore::document).toList(),
        objects(row.getJsonArray("signers")).map(ContractRowStore::signer).toList(),
        job(row.getJsonObject("seal")));
  }

  private static Contract.Course course(Row row) {
    String outcome = row.getString("outcome");
    return new Contract.Course(
        ContractKind.of(row.getString("kind")),
        reference(row.getJsonObject("cancels")),
        reference(row.getJsonObject("cancelled_by")),
        row.getLocalDate("sign_by"),
        row.getBoolean("drawdown"),
        outcome == null ? null : Outcome.of(outcome),
        row.getLocalDate("repaid_on"),
        instant(row.getOffsetDateTime("ended_at")),
        row.getString("end_reason"));
  }

  private static Contract.@Nullable Reference reference(@Nullable JsonObject json) {
    return json == null ? null : new Contract.Reference(id(json, "id"), json.getString("number"));
  }

  private static Contract.Document document(JsonObject json) {
    return new Contract.Document(
        id(json, "id"),
        "explanation".equals(json.getString("kind")),
        json.getString("title"),
        json.getString("fileName"),
        json.getInteger("pages"),
        json.getLong("size"),
        json.getInteger("revision"),
        json.getString("sha256"));
  }

  private static Contract.Signer signer(JsonObject json) {
    return new Contract.Signer(
        id(json, "id"),
        id(json, "user"),
        id(json, "organization"),
        json.getString("name"),
        json.getString("organizationName"),
        json.getString("email"),
        Standing.of(json.getString("standing")),
        Capacity.of(json.getString("capacity")),
        SignerState.of(json.getString("state")),
        json.getInteger("turn"),
        json.getString("comment"),
        json.getBoolean("deleted"),
        json.getBoolean("explanation"),
        json.getBoolean("documents"),
        instant(json.getString("signedAt")),
        json.getString("credentialId"),
        opened(json.getJsonObject("opened")),
        request(json.getJsonObject("request")),
        job(json.getJsonObject("job")),
        instant(json.getString("remindedAt")),
        json.getInteger("reminders"));
  }

  private static Map<UUID, Instant> opened(JsonObject json) {
    return json.fieldNames().stream()
        .collect(
            Collectors.toUnmodifiableMap(
                UUID::fromString, name -> OffsetDateTime.parse(json.getString(name)).toInstant()));
  }

  private static Contract.@Nullable Request request(@Nullable JsonObject json) {
    return json == null
        ? null
        : new Contract.Request(
            id(json, "id"),
            json.getString("state"),
            OffsetDateTime.parse(json.getString("expiresAt")).toInstant());
  }

  private static Contract.@Nullable Job job(@Nullable JsonObject json) {
    return json == null
        ? null
        : new Contract.Job(
            json.getString("state"),
            json.getInteger("attempts"),
            json.getString("trouble"),
            objects(json.getJsonArray("signatures"))
                .map(
                    one ->
                        new Contract.Signature(
                            id(one, "document"),
                            one.getString("stage"),
                            instant(one.getString("sealedAt"))))
                .toList());
  }

  private static java.util.stream.Stream<JsonObject> objects(JsonArray array) {
    List<JsonObject> objects =
        java.util.stream.IntStream.range(0, array.size()).mapToObj(array::getJsonObject).toList();
    return objects.stream();
  }

  private static UUID id(JsonObject json, String field) {
    return UUID.fromString(json.getString(field));
  }

  private static @Nullable Instant instant(@Nullable String text) {
    return text == null ? null : OffsetDateTime.parse(text).toInstant();
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
    return at == null ? null : at.toInstant();
  }
}
