package natsuin.contracts;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Reads whole contracts, each in one statement and therefore as of one moment. */
final class ContractStore {
  private static final String JOB =
      """
      (select json_build_object('state', j.state, 'attempts', j.attempts, 'trouble', j.last_error,
         'signatures', (select coalesce(json_agg(json_build_object(
             'document', g.document_id, 'stage', g.stage, 'sealedAt', g.sealed_at)), '[]')
           from signature g where g.job_id = j.id and g.state <> 'abandoned'))
       from signing_job j where j.contract_id = c.id and j.signer_id is not distinct from %s
       order by j.created_at desc limit 1)
      """;

  private static final String CONTRACT =
      """
      select c.id, c.number, c.summary, c.amount, c.applied_on, c.planned_on, c.state, c.version,
        c.terms_version, c.sent_at, c.signed_at, c.concluded_at, c.kind, c.sign_by, c.drawdown, c.outcome, c.repaid_on,
        c.ended_at, c.end_reason,
        (select json_build_object('id', x.id, 'number', x.number) from contract x
          where x.id = c.cancels) as cancels,
        (select json_build_object('id', x.id, 'number', x.number) from contract x
          where x.cancels = c.id and x.state not in ('refused', 'withdrawn')) as cancelled_by,
        b.id as branch_id, b.code as branch_code, b.name as branch_name, b.name_latin,
        o.id as officer_id, o.name as officer_name,
        (select coalesce(json_agg(json_build_object(
             'id', d.id, 'kind', d.kind, 'title', d.title, 'fileName', d.file_name,
             'pages', d.pages, 'size', d.size, 'revision', d.revision,
             'sha256', encode(d.sha256, 'hex')) order by d.position), '[]')
         from document d where d.contract_id = c.id) as documents,
        (select coalesce(json_agg(json_build_object(
             'id', s.id, 'user', s.user_id, 'organization', s.organization_id,
             'name', u.family_name || '\u3000' || u.given_name, 'organizationName', p.name,
             'email', u.email, 'standing', s.standing, 'capacity', s.capacity, 'state', s.state, 'turn', s.turn,
             'comment', s.comment, 'deleted', u.deleted_at is not null,
             'explanation', s.acknowledged_explanation_at is not null,
             'documents', s.acknowledged_documents_at is not null,
             'signedAt', s.signed_at, 'remindedAt', s.reminded_at, 'reminders', s.reminders,
             'credentialId', (select k.credential_id from credential k
                where k.user_id = s.user_id and k.state in ('active', 'locked')),
             'opened', (select coalesce(json_object_agg(r.document_id, r.opened_at), '{}')
                from document_reading r join document d on d.id = r.document_id
                where d.contract_id = c.id and r.user_id = s.user_id),
             'request', (select json_build_object(
                  'id', q.id, 'state', q.state, 'expiresAt', q.expires_at)
                from signature_request q join credential k on k.id = q.credential
                where q.signer_id = s.id and q.state in ('pin-accepted', 'authorized', 'used')
                  and k.state <> 'revoked'
                order by q.created_at desc limit 1),
             'job', %s) order by s.turn, s.id), '[]')
         from contract_signer s
         join app_user u on u.id = s.user_id
         join organization p on p.id = s.organization_id
         where s.contract_id = c.id) as signers,
        %s as seal
      from contract c join branch b on b.id = c.branch_id join staff o on o.id = c.officer_id
      """
          .formatted(JOB.formatted("s.id"), JOB.formatted("null"));

  private ContractStore() {}

  /** The contract, if there is one. */
  static Future<Optional<Contract>> find(SqlClient db, UUID id) {
    return load(db, List.of(id)).map(found -> found.stream().findFirst());
  }

  /** These contracts, in this order; those that do not exist are left out. */
  static Future<List<Contract>> load(SqlClient db, Collection<UUID> ids) {
    return db.preparedQuery(CONTRACT + " where c.id = any($1)")
        .execute(Tuple.of(ids.toArray(UUID[]::new)))
        .map(
            rows -> {
              Map<UUID, Contract> found =
                  StreamSupport.stream(rows.spliterator(), false)
                      .map(ContractRowStore::contract)
                      .collect(Collectors.toMap(Contract::id, Function.identity()));
              return ids.stream()
                  .flatMap(id -> Optional.ofNullable(found.get(id)).stream())
                  .toList();
            });
  }
}
