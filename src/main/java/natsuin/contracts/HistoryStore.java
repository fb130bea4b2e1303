package natsuin.contracts;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;

/** A contract's history: who did what and when, as the trail has recorded it. */
final class HistoryStore {
  private HistoryStore() {}

  /** The newest five hundred events, in their order, with the names that the trail leaves out. */
  static Future<JsonArray> of(SqlClient db, Contract contract) {
    return db.preparedQuery(
            """
            select e.at, e.action, e.detail, split_part(e.actor, ':', 1) as kind,
              coalesce(f.name, u.family_name || '\u3000' || u.given_name) as name
            from (
              select seq, at, actor, action, detail
              from audit_event where subject = $1 order by seq desc limit 500) e
            left join staff f
              on f.id = case when e.actor like 'staff:%' then substr(e.actor, 7)::uuid end
            left join app_user u
              on u.id = case when e.actor like 'user:%' then substr(e.actor, 6)::uuid end
            order by e.seq
            """)
        .execute(Tuple.of("contract:" + contract.id()))
        .map(
            rows -> {
              var items = new JsonArray();
              rows.forEach(row -> items.add(item(contract, row)));
              return items;
            });
  }

  private static JsonObject item(Contract contract, Row row) {
    var detail = row.getJsonObject("detail");
    return new JsonObject()
        .put("at", row.getOffsetDateTime("at").toInstant().toString())
        .put("action", row.getString("action"))
        .put(
            "actor",
            new JsonObject().put("kind", row.getString("kind")).put("name", row.getString("name")))
        .put("signers", signers(contract, detail))
        .put("facts", facts(detail));
  }

  /** The persons in the seats that an event names. */
  private static JsonArray signers(Contract contract, JsonObject detail) {
    var names = new JsonArray();
    for (Object seat :
        detail.getValue("signers") instanceof JsonArray seats ? seats : new JsonArray()) {
      contract.signers().stream()
          .filter(signer -> signer.id().toString().equals(seat))
          .forEach(signer -> names.add(signer.name()));
    }
    return names;
  }

  private static JsonObject facts(JsonObject detail) {
    var facts = new JsonObject();
    for (String fact : new String[] {"from", "to", "signBy", "repaidOn", "agreement", "number"}) {
      if (detail.getValue(fact) != null) {
        facts.put(fact, detail.getValue(fact));
      }
    }
    return facts;
  }
}
