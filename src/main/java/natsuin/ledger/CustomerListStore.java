package natsuin.ledger;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import natsuin.kernel.Actor;
import natsuin.pg.Database;
import natsuin.rights.CustomerRights;
import natsuin.rights.CustomerRights.Scope;
import org.jspecify.annotations.Nullable;

/**
 * A customer's lists: a line for each contract and each standing and capacity in which his
 * organization signs it, as in the guide.
 */
final class CustomerListStore {

  private CustomerListStore() {}

  /** One page of one list. */
  static Future<Found> page(SqlClient db, Actor.User user, Shelf shelf, Search search, Page page) {
    var where = new Conditions();
    String seats = seats(user, where);
    where.and(shelf.condition()).and(settledOnly(user)).ranges(search);
    named(where, search.counterparty());
    about(where, search.text());
    String order = "p.key %1$s, p.id %1$s, p.standing, p.capacity".formatted(page.direction());
    String sql =
        """
        with seat as (%s),
        place as materialized (select id, search_plain(name) as plain from branch),
        found as materialized (
          select c.id, %s as key, seat.standing, seat.capacity, seat.mine, seat.signing
          from seat join contract c on c.id = seat.contract_id
          join place b on b.id = c.branch_id
          where %s),
        page as (select * from found p order by %s limit %d offset %d)
        select (select count(*) from found) as total, p.id, p.standing, p.capacity, p.mine, p.signing,
          c.number, c.summary, c.amount, c.applied_on, c.planned_on, c.state, c.outcome, c.kind,
          c.drawdown, c.concluded_at, c.ended_at, c.sign_by, b.name as branch, o.name as officer
        from (select 1) as one
        left join page p on true
        left join contract c on c.id = p.id
        left join branch b on b.id = c.branch_id
        left join staff o on o.id = c.officer_id
        order by %4$s
        """
            .formatted(seats, page.sort().key(), where.sql(), order, page.size(), page.offset());
    return db.preparedQuery(Database.ANEW + sql)
        .execute(Tuple.from(where.values()))
        .map(rows -> TermsStore.found(rows, CustomerListStore::row));
  }

  /** Counterparties are whoever else signs, and the bank's branch. */
  private static void named(Conditions where, @Nullable String part) {
    if (part != null) {
      where.contains("(c.parties || e'\\n' || b.plain)", part);
    }
  }

  private static void about(Conditions where, @Nullable String text) {
    if (text != null && Conditions.isNumber(text)) {
      where.number(text);
    } else if (text != null) {
      where.contains("c.words", text);
    }
  }

  /** What is still to do comes before what is done; one's own comes before a colleague's. */
  private static String seats(Actor.User user, Conditions where) {
    String self = where.value(user.id());
    String organization = where.value(user.organization());
    return """
    select s.contract_id, s.standing, s.capacity, bool_or(s.user_id = %1$s) as mine,
      (array_agg(s.state order by (s.user_id = %1$s) desc,
         array_position(array['refused', 'invited', 'waiting', 'signing'], s.state)))[1] as signing
    from contract_signer s where s.organization_id = %2$s %3$s
    group by s.contract_id, s.standing, s.capacity
    """
        .formatted(
            self,
            organization,
            switch (CustomerRights.scope(user)) {
              case Scope.NamedIn named -> "and s.user_id = " + self;
              case Scope.OfOrganization any -> "";
              case Scope.SettledOfOrganization settled -> "";
            });
  }

  private static String settledOnly(Actor.User user) {
    return CustomerRights.scope(user) instanceof Scope.SettledOfOrganization
        ? "c.state in ('in-force', 'ended')"
        : "";
  }

  private static JsonObject row(Row row) {
    return TermsStore.terms(row)
        .put("standing", row.getString("standing"))
        .put("capacity", row.getString("capacity"))
        .put("mine", row.getBoolean("mine"))
        .put("signingStatus", status(row.getString("signing")))
        .put("progress", row.getString("state"))
        .put("drawdown", row.getBoolean("drawdown"))
        .put("concludedAt", TermsStore.text(row.getOffsetDateTime("concluded_at")))
        .put("endedAt", TermsStore.text(row.getOffsetDateTime("ended_at")))
        .put(
            "officer",
            new JsonObject()
                .put("branch", row.getString("branch"))
                .put("name", row.getString("officer")));
  }

  /** 未署名, 署名処理中, 署名済, 否認. */
  private static String status(String seat) {
    return switch (seat) {
      case "waiting", "invited" -> "unsigned";
      default -> seat;
    };
  }
}
