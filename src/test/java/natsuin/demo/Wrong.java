package natsuin.demo;

import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/**
 * What must never stand in the database, as a question that names each case, and what would make it
 * so: whoever asks must be able to hear yes. Nothing makes it so where it is about what people were
 * told: they can be told anything.
 */
enum Wrong {
  /** Somebody was told that it is being signed, and it is not. */
  PROMISED_AND_NOT_SIGNED(
      """
      select w.id from unnest($1::uuid[]) w(id) where not exists (
        select from contract_signer s where s.contract_id = w.id and s.state = 'signed')
      """,
      ""),
  /** A contract that was acknowledged, and is not there. */
  ACKNOWLEDGED_AND_LOST(
      "select w.id from unnest($1::uuid[]) w(id) left join contract c using (id) where c.id is"
          + " null",
      ""),
  /** A job that ended in the middle. */
  HALF_DONE(
      """
      select j.id from signing_job j join signature s on s.job_id = j.id
      where j.state in ('done', 'failed')
      group by j.id
      having bool_or(s.state = 'prepared')
          or (bool_or(s.state = 'sealed') and bool_or(s.state <> 'sealed'))
      """,
      """
      update signature set state = 'prepared'
      where id = (select id from signature where state = 'sealed' limit 1)
      """),
  /** The contract says that he has signed, a document says that he has not. */
  SAID_AND_NOT_SEALED(
      """
      select s.id from contract_signer s join document d using (contract_id)
      where s.state = 'signed' and d.kind = 'contract' and not exists (
        select from signature g
        where g.document_id = d.id and g.signer_id = s.id and g.state = 'sealed')
      """,
      """
      update contract_signer set state = 'signed'
      where id = (select s.id from contract_signer s join document d using (contract_id)
                  where s.state in ('waiting', 'invited') and d.kind = 'contract' limit 1)
      """),
  /** Every document bears his signature, the contract says that he has not signed. */
  SEALED_AND_NOT_SAID(
      """
      select s.id from contract_signer s join signature g on g.signer_id = s.id
      join signing_job j on j.id = g.job_id
      where j.state = 'done' and g.state = 'sealed' and s.state <> 'signed'
      """,
      """
      update contract_signer set state = 'signing'
      where id = (select id from contract_signer where state = 'signed' limit 1)
      """),
  /** One signer, one document, two signatures. */
  SIGNED_TWICE(
      """
      select document_id as id from signature where state = 'sealed'
      group by document_id, signer_id having count(*) > 1
      """,
      """
      drop index signature_once;
      update signature g set document_id = o.document_id, signer_id = o.signer_id
      from (select document_id, signer_id from signature where state = 'sealed' order by id limit 1) o
      where g.id = (select id from signature where state = 'sealed' order by id desc limit 1)
      """),
  /** Revisions are one for each signature, without a gap. */
  REVISION_TOO_MANY(
      """
      select d.id from document d join document_revision r on r.document_id = d.id
      group by d.id having count(*) <> d.revision + 1 or max(r.revision) <> d.revision
          or count(*) filter (where r.what = 'signature')
             <> (select count(*) from signature s
                 where s.document_id = d.id and s.state = 'sealed' and s.signer_id is not null)
      """,
      """
      insert into document_revision (document_id, revision, blob_id, size, sha256, what, created_at)
      select document_id, revision + 1, blob_id, size, sha256, what, created_at
      from document_revision where what = 'signature' order by revision desc limit 1
      """),
  /** Tried, or old, and still here. */
  MAIL_LEFT(
      """
      select id from outbox_mail where state in ('queued', 'sending')
        and (attempts > 1 or created_at < now() - interval '10 s')
      """,
      """
      update outbox_mail set state = 'queued', created_at = now() - interval '1 hour',
        next_try_at = now() + interval '1 hour'
      where id = (select id from outbox_mail limit 1)
      """),
  /** Nobody of ours has an address that does not exist. */
  MAIL_GIVEN_UP(
      "select id from outbox_mail where state = 'failed'",
      "update outbox_mail set state = 'failed' where id = (select id from outbox_mail limit 1)"),
  /** Two certificates to sign with, of one person. */
  TWO_CERTIFICATES(
      """
      select user_id as id from certificate
      where profile = 'signing' and state = 'issued' and user_id is not null
      group by user_id having count(*) > 1
      """,
      """
      update certificate set user_id = o.user_id, state = 'issued', profile = 'signing'
      from (select user_id, serial from certificate where state = 'issued' and profile = 'signing'
              and user_id is not null limit 1) o
      where certificate.serial = (select serial from certificate c where c.serial <> o.serial limit 1)
      """);

  private final String question;
  private final String doctored;

  Wrong(String question, String doctored) {
    this.question = question;
    this.doctored = doctored;
  }

  /**
   * The cases that there are.
   *
   * @param acknowledged contracts that people were told of
   */
  List<String> cases(SqlClient db, List<String> acknowledged) {
    var rows = db.preparedQuery(question).execute(values(question, acknowledged)).await();
    return StreamSupport.stream(rows.spliterator(), false)
        .map(row -> row.getUUID("id").toString())
        .toList();
  }

  /** Makes it so, in a transaction that comes to nothing. */
  void doctor(SqlClient tx) {
    if (!doctored.isEmpty()) {
      tx.query(doctored).execute().await();
    }
  }

  private static Tuple values(String question, List<String> acknowledged) {
    return question.contains("$1")
        ? Tuple.of(acknowledged.stream().map(UUID::fromString).toArray(UUID[]::new))
        : Tuple.tuple();
  }
}
