package natsuin.dashboard;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import natsuin.pg.Database;

/** Asks PostgreSQL for what a branch dashboard shows. */
final class DashboardStore {
  /** More rows than a wall can show; what is beyond is in the lists. */
  private static final int MOST = 300;

  private final Database database;

  DashboardStore(Database database) {
    this.database = database;
  }

  Future<List<JsonObject>> openOrOfToday(UUID branch, OffsetDateTime now, OffsetDateTime dayBegan) {
    return rows(
        """
        where c.branch_id = $2
          and (c.state in ('signing', 'signed', 'concluding')
               or greatest(c.concluded_at, c.ended_at, c.sent_at) >= $3)
        order by c.sent_at desc, c.id
        limit $4
        """,
        Tuple.of(now, branch, dayBegan, MOST));
  }

  Future<Optional<JsonObject>> one(UUID contract, OffsetDateTime now) {
    return rows("where c.id = $2", Tuple.of(now, contract))
        .map(found -> found.stream().findFirst());
  }

  private Future<List<JsonObject>> rows(String where, Tuple parameters) {
    return database
        .client()
        .preparedQuery(
            """
            select c.id, c.number, c.summary, c.amount, c.state, c.version, c.branch_id,
                   c.sent_at, c.signed_at, c.concluded_at, c.ended_at,
                   (select o.name
                      from contract_signer s join organization o on o.id = s.organization_id
                     where s.contract_id = c.id
                     order by (s.standing <> 'borrower'), s.turn, s.id
                     limit 1) as organization,
                   coalesce(
                     (select jsonb_build_object('code', j.last_error, 'since', j.created_at,
                                                'attempts', j.attempts)
                        from signing_job j
                       where j.contract_id = c.id and j.state in ('queued', 'running', 'failed')
                         and j.last_error is not null
                       order by j.created_at
                       limit 1),
                     (select jsonb_build_object('code', 'signer-deleted', 'since', u.deleted_at,
                                                'attempts', 0)
                        from contract_signer s join app_user u on u.id = s.user_id
                       where s.contract_id = c.id and c.state = 'signing'
                         and s.state in ('waiting', 'invited') and u.deleted_at is not null
                       order by u.deleted_at
                       limit 1)) as trouble,
                   (select coalesce(jsonb_agg(jsonb_build_object(
                             'name', o.name, 'standing', s.standing,
                             'step', case s.state
                                when 'signed' then 'done'
                                when 'signing' then 'signing'
                                when 'waiting' then 'wait'
                                when 'refused' then 'none'
                                else coalesce(
                                  (select case r.state when 'pin-accepted' then 'code' else 'sign' end
                                     from signature_request r
                                    where r.signer_id = s.id and r.expires_at > $1
                                      and r.state in ('pin-accepted', 'authorized')
                                    order by r.created_at desc limit 1),
                                  case when s.acknowledged_documents_at is null
                                       then 'read' else 'pin' end) end,
                             'refused', s.state = 'refused',
                             'stage', (select g.stage from signature g
                                        where g.signer_id = s.id and g.state = 'prepared'
                                          and g.stage <> 'waiting'
                                        order by g.created_at limit 1),
                             'done', (select count(*) from signature g
                                       where g.signer_id = s.id and g.state = 'sealed'),
                             'of', (select count(*) from document d
                                     where d.contract_id = c.id and d.kind = 'contract'))
                           order by s.turn, s.id), '[]')
                      from contract_signer s join organization o on o.id = s.organization_id
                     where s.contract_id = c.id) as parties,
                   (select jsonb_build_object(
                             'stage', (array_agg(g.stage order by g.created_at)
                                        filter (where g.state = 'prepared' and g.stage <> 'waiting'))[1],
                             'done', count(*) filter (where g.state = 'sealed'),
                             'of', (select count(*) from document d
                                     where d.contract_id = c.id and d.kind = 'contract'))
                      from document d join signature g on g.document_id = d.id
                     where d.contract_id = c.id and g.signer_id is null) as seal
              from contract c
            """
                + where)
        .execute(parameters)
        .map(found -> list(found, DashboardStore::row));
  }

  /** Today's figures of a branch: how many were sent, signed, concluded; what is unfinished. */
  Future<JsonObject> totals(UUID branch, OffsetDateTime now, OffsetDateTime dayBegan) {
    return database
        .client()
        .preparedQuery(
            """
            select (select count(*) from contract
                     where branch_id = $1 and sent_at >= $3) as sent,
                   (select count(*) from contract
                     where branch_id = $1 and signed_at >= $3) as signed,
                   (select count(*) from contract
                     where branch_id = $1 and concluded_at >= $3) as concluded,
                   (select count(distinct c.id) from contract c
                     where c.branch_id = $1
                       and ((c.state = 'refused' and c.ended_at >= $3)
                            or (c.state in ('signing', 'signed', 'concluding') and exists (
                              select from signing_job j
                               where j.contract_id = c.id and j.last_error is not null
                                 and j.state in ('queued', 'running', 'failed')))
                            or (c.state = 'signing' and exists (
                              select from contract_signer s join app_user u on u.id = s.user_id
                               where s.contract_id = c.id and s.state in ('waiting', 'invited')
                                 and u.deleted_at is not null)))) as attention,
                   (select extract(epoch from $2::timestamptz - min(j.created_at))::bigint
                      from signing_job j join contract c on c.id = j.contract_id
                     where c.branch_id = $1 and j.state in ('queued', 'running')) as oldest
            """)
        .execute(Tuple.of(branch, now, dayBegan))
        .map(
            rows -> {
              Row row = rows.iterator().next();
              return new JsonObject()
                  .put("sent", row.getLong("sent"))
                  .put("signed", row.getLong("signed"))
                  .put("concluded", row.getLong("concluded"))
                  .put("attention", row.getLong("attention"))
                  .put("oldestUnfinishedSeconds", row.getLong("oldest"));
            });
  }

  /** The API's {@code Branch}. */
  Future<Optional<JsonObject>> branch(UUID id) {
    return database
        .client()
        .preparedQuery(
            """
            select id::text, code, name, name_latin as "nameLatin" from branch where id = $1
            """)
        .execute(Tuple.of(id))
        .map(found -> list(found, Row::toJson).stream().findFirst());
  }

  private static List<JsonObject> list(RowSet<Row> rows, Function<Row, JsonObject> read) {
    List<JsonObject> list = new ArrayList<>(rows.size());
    rows.forEach(row -> list.add(read.apply(row)));
    return list;
  }

  /** The API's {@code DashboardRow}. */
  private static JsonObject row(Row row) {
    JsonArray parties = row.getJsonArray("parties").copy();
    parties.add(bank(row));
    return new JsonObject()
        .put("id", row.getUUID("id").toString())
        .put("number", row.getString("number"))
        .put("summary", row.getString("summary"))
        .put("amount", row.getLong("amount"))
        .put("organization", row.getString("organization"))
        .put("state", row.getString("state"))
        .put("since", since(row).toInstant().toString())
        .put("trouble", row.getValue("trouble"))
        .put("parties", parties);
  }

  /** When the present state began. */
  private static OffsetDateTime since(Row row) {
    return Stream.of("ended_at", "concluded_at", "signed_at", "sent_at")
        .map(row::getOffsetDateTime)
        .filter(Objects::nonNull)
        .findFirst()
        .orElseThrow();
  }

  private static JsonObject bank(Row row) {
    JsonObject seal = row.getJsonObject("seal");
    String step =
        switch (row.getString("state")) {
          case "concluding" -> "signing";
          case "in-force", "ended" -> "done";
          case "refused", "withdrawn" -> "none";
          default -> "wait";
        };
    return seal.copy().put("standing", "bank").put("step", step);
  }
}
