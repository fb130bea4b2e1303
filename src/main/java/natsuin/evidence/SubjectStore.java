package natsuin.evidence;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import natsuin.rights.Parties;

/** Reads what evidence needs to know of contracts. */
final class SubjectStore {
  private static final Set<String> SETTLED = Set.of("in-force", "ended");

  private SubjectStore() {}

  /** The contract, if there is one. */
  static Future<Optional<Subject>> find(SqlClient db, UUID id) {
    return db.preparedQuery(
            """
            select c.id, c.number, c.summary, c.state, c.branch_id, c.concluded_at,
              (select coalesce(json_agg(json_build_object(
                   'user', s.user_id, 'organization', s.organization_id)), '[]')
               from contract_signer s where s.contract_id = c.id) as signers,
              (select coalesce(json_agg(json_build_object(
                   'id', d.id, 'kind', d.kind, 'title', d.title, 'fileName', d.file_name,
                   'size', d.size, 'revision', d.revision, 'sha256', encode(d.sha256, 'hex'))
                   order by d.position), '[]')
               from document d where d.contract_id = c.id) as documents
            from contract c where c.id = $1
            """)
        .execute(Tuple.of(id))
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false)
                    .map(SubjectStore::subject)
                    .findFirst());
  }

  /**
   * Which signatures this service has put into a document, by its own record: serial numbers of the
   * signers' certificates, in the order of their signatures.
   */
  static Future<List<String>> serials(SqlClient db, UUID document) {
    return db.preparedQuery(
            """
            select serial from signature
            where document_id = $1 and state = 'sealed' order by revision
            """)
        .execute(Tuple.of(document))
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false)
                    .map(row -> row.getString("serial"))
                    .toList());
  }

  private static Subject subject(Row row) {
    JsonArray signers = row.getJsonArray("signers");
    String state = row.getString("state");
    OffsetDateTime concluded = row.getOffsetDateTime("concluded_at");
    return new Subject(
        row.getUUID("id"),
        row.getString("number"),
        row.getString("summary"),
        state,
        row.getUUID("branch_id"),
        concluded == null ? null : concluded.toInstant(),
        new Parties(ids(signers, "user"), ids(signers, "organization"), SETTLED.contains(state)),
        row.getJsonArray("documents").stream()
            .map(JsonObject.class::cast)
            .map(SubjectStore::document)
            .toList());
  }

  private static Set<UUID> ids(JsonArray signers, String name) {
    return signers.stream()
        .map(signer -> UUID.fromString(((JsonObject) signer).getString(name)))
        .collect(Collectors.toSet());
  }

  private static Subject.Document document(JsonObject json) {
    return new Subject.Document(
        UUID.fromString(json.getString("id")),
        json.getString("kind").equals("explanation"),
        json.getString("title"),
        json.getString("fileName"),
        json.getInteger("revision"),
        json.getLong("size"),
        json.getString("sha256"));
  }
}
