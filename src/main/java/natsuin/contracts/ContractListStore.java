package natsuin.contracts;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import natsuin.kernel.Actor;
import natsuin.rights.CustomerRights;
import natsuin.rights.CustomerRights.Scope;
import org.jspecify.annotations.Nullable;

/** Lists of contracts, page by page. */
final class ContractListStore {
  private ContractListStore() {}

  /**
   * A customer's list. The standing and status in a row are the user's own or, where he is not
   * named himself, those of the first of his organization.
   */
  static Future<JsonObject> customers(
      SqlClient db, Actor.User user, ContractList list, ContractList.Page page) {
    String from =
        """
        from contract c join branch b on b.id = c.branch_id join staff o on o.id = c.officer_id
        join lateral (
          select s.standing, s.state from contract_signer s
          where s.contract_id = c.id and s.organization_id = $1 %s
          order by (s.user_id = $2) desc, s.turn, s.id limit 1) mine on true
        where c.state = any($3) %s
        """;
    from =
        switch (CustomerRights.scope(user)) {
          case Scope.NamedIn named -> from.formatted("and s.user_id = $2", "");
          case Scope.OfOrganization any -> from.formatted("", "");
          case Scope.SettledOfOrganization settled ->
              from.formatted("", "and c.state in ('in-force', 'ended')");
        };
    var which = Tuple.of(user.organization(), user.id(), list.states());
    String select =
        """
        select c.id, c.number, c.summary, c.amount, c.applied_on, c.planned_on, c.state,
          b.name as branch, o.name as officer, mine.standing, mine.state as mine
        """;
    return page(db, select, from, which, page)
        .map(found -> found.json(page, ContractListStore::row));
  }

  private static JsonObject row(Row row) {
    return new JsonObject()
        .put("id", row.getUUID("id").toString())
        .put("number", row.getString("number"))
        .put("summary", row.getString("summary"))
        .put("amount", row.getLong("amount"))
        .put("appliedOn", row.getLocalDate("applied_on").toString())
        .put("plannedOn", row.getLocalDate("planned_on").toString())
        .put("standing", row.getString("standing"))
        .put("signingStatus", SignerState.of(row.getString("mine")).status())
        .put("progress", row.getString("state"))
        .put(
            "officer",
            new JsonObject()
                .put("branch", row.getString("branch"))
                .put("name", row.getString("officer")));
  }

  /** Identifiers of a staff list's page, and how many there are in all. */
  record Ids(long total, List<UUID> ids) {}

  /**
   * The contracts of one branch, or of all.
   *
   * @param branch none: every branch
   * @param states none: every state
   */
  static Future<Ids> staff(
      SqlClient db, Optional<UUID> branch, String @Nullable [] states, ContractList.Page page) {
    String from =
        """
        from contract c
        where ($1::uuid is null or c.branch_id = $1) and ($2::text[] is null or c.state = any($2))
        """;
    var which = Tuple.tuple().addUUID(branch.orElse(null)).addArrayOfString(states);
    return page(db, "select c.id ", from, which, page)
        .map(
            found ->
                new Ids(
                    found.total(), found.rows().stream().map(row -> row.getUUID("id")).toList()));
  }

  private record Found(long total, List<Row> rows) {
    JsonObject json(ContractList.Page page, java.util.function.Function<Row, JsonObject> item) {
      var items = new JsonArray();
      rows.forEach(row -> items.add(item.apply(row)));
      return page.json(total, items);
    }
  }

  /**
   * {@code select} and {@code from} are constants of this class; nothing from outside is in them.
   */
  private static Future<Found> page(
      SqlClient db, String select, String from, Tuple which, ContractList.Page page) {
    String direction = page.ascending() ? "asc" : "desc";
    String order =
        "order by c.%s %s nulls last, c.id %s limit %d offset %d"
            .formatted(page.sort().column(), direction, direction, page.size(), page.offset());
    return db.preparedQuery("select count(*) as total " + from)
        .execute(which)
        .compose(
            count ->
                db.preparedQuery(select + from + order)
                    .execute(which)
                    .map(
                        rows ->
                            new Found(
                                count.iterator().next().getLong("total"), rows.stream().toList())));
  }
}
