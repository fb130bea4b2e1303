package natsuin.dashboard;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import natsuin.pg.Database;

/** Asks PostgreSQL for the contracts of a branch's day, each as a line with who is where. */
final class DashboardStore {
  /** More rows than anybody looks through; what is beyond is in the lists. */
  private static final int MOST_OPEN = 300;

  private static final int MOST_TROUBLED = 100;
  private static final int MOST_DONE = 100;

  private final Database database;

  DashboardStore(Database database) {
    this.database = database;
  }

  /** What needs somebody, what is under way, what came to its end today. */
  Future<List<JsonObject>> rows(UUID branch, Moment moment) {
    return rows(
        """
        where c.id in (
          (select troubled.id from (%s) troubled order by troubled.id limit $5)
          union
          (select c.id from contract c
            where c.branch_id = $3 and c.state in ('signing', 'signed', 'concluding')
            order by c.sent_at desc limit $6)
          union
          (select c.id from contract c
            where c.branch_id = $3 and c.concluded_at >= $4 order by c.concluded_at desc limit $7)
          union
          (select c.id from contract c
            where c.branch_id = $3 and c.ended_at >= $4 order by c.ended_at desc limit $7))
        order by c.sent_at desc, c.id
        """
            .formatted(TroubleSql.IDS),
        Tuple.of(moment.now(), moment.today(), branch, moment.dayBegan())
            .addInteger(MOST_TROUBLED)
            .addInteger(MOST_OPEN)
            .addInteger(MOST_DONE));
  }

  Future<Optional<JsonObject>> one(UUID contract, Moment moment) {
    return rows("where c.id = $3", Tuple.of(moment.now(), moment.today(), contract))
        .map(found -> found.stream().findFirst());
  }

  private Future<List<JsonObject>> rows(String where, Tuple parameters) {
    return database
        .client()
        .preparedQuery(ROW + TroubleSql.JOIN + where)
        .execute(parameters)
        .map(found -> found.stream().map(DashboardStore::row).toList());
  }

  private static final String ROW =
      """
      select c.id, c.number, c.kind, c.summary, c.amount, c.state, c.outcome, c.sign_by,
             c.sent_at, c.signed_at, c.concluded_at, c.ended_at,
             (select o.name
                from contract_signer s join organization o on o.id = s.organization_id
               where s.contract_id = c.id
               order by (s.standing <> 'borrower'), s.turn, s.id
               limit 1) as organization,
             case when t.code is not null then jsonb_build_object(
               'code', t.code, 'since', t.since, 'attempts', t.attempts) end as trouble,
             case when k.staff_id is not null then (select jsonb_build_object(
               'id', f.id, 'name', f.name, 'since', k.taken_at)
               from staff f where f.id = k.staff_id) end as care,
             (select coalesce(jsonb_agg(jsonb_build_object(
                       'name', o.name, 'standing', s.standing, 'capacity', s.capacity,
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
      """;

  /** The API's {@code DashboardRow}. */
  private static JsonObject row(Row row) {
    JsonArray parties = row.getJsonArray("parties").copy();
    parties.add(bank(row));
    return new JsonObject()
        .put("id", row.getUUID("id").toString())
        .put("number", row.getString("number"))
        .put("kind", row.getString("kind"))
        .put("summary", row.getString("summary"))
        .put("amount", row.getLong("amount"))
        .put("organization", row.getString("organization"))
        .put("state", row.getString("state"))
        .put("outcome", row.getString("outcome"))
        .put("signBy", Objects.toString(row.getLocalDate("sign_by"), null))
        .put("since", since(row).toInstant().toString())
        .put("trouble", row.getValue("trouble"))
        .put("care", row.getValue("care"))
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
