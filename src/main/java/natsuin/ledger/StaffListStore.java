package natsuin.ledger;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import natsuin.pg.Database;
import org.jspecify.annotations.Nullable;

/**
 * The contracts of a branch or of all of them, a line each. Looks no further than it must: counts
 * to {@link Page#MOST}, and what a line shows is read for the lines of one page only.
 */
final class StaffListStore {

  /** A branch's rows lie apart from each other, each on a page of its own. */
  private static final double SCATTERED = 4;

  private StaffListStore() {}

  /**
   * What staff choose.
   *
   * @param branch empty: every branch
   * @param counterparty how the search's counterparty is looked for; null: it is not
   * @param words the same for its text, where that is no contract's number
   * @param overdue only those whose deadline is over
   */
  record Choice(
      Progress progress,
      Optional<UUID> branch,
      @Nullable UUID officer,
      boolean overdue,
      Search search,
      @Nullable Probe counterparty,
      @Nullable Probe words) {

    /** Of the rows that one of two conditions lets pass, the other lets pass so many. */
    private static double share(@Nullable Probe other) {
      return other == null ? 1 : Math.max(other.share(), 0.001);
    }

    Conditions narrow(Conditions where, int rows, LocalDate today) {
      branch.ifPresent(one -> where.and("c.branch_id = " + where.value(one)));
      where.and(progress.condition());
      if (officer != null) {
        where.and("c.officer_id = " + where.value(officer));
      }
      if (overdue) {
        where.and("c.state = 'signing' and c.sign_by < " + where.value(today));
      }
      where.ranges(search);
      double passed = branch.isPresent() ? rows * SCATTERED : rows;
      if (counterparty != null) {
        where.contains("parties", counterparty, passed / share(words));
      }
      if (words != null) {
        where.contains("words", words, passed / share(counterparty));
      } else if (search.text() != null) {
        where.number(search.text());
      }
      return where;
    }
  }

  /** One page. */
  static Future<Found> page(SqlClient db, Choice choice, Page page, LocalDate today) {
    var shown = choice.narrow(new Conditions(), page.offset() + page.size(), today);
    String sql =
        """
        with %s
        select found.total, p.id, c.number, c.summary, c.amount, c.applied_on, c.planned_on, c.state,
          c.outcome, c.kind, c.sign_by, b.id as branch_id, b.code, b.name as branch, b.name_latin,
          o.id as officer_id, o.name as officer,
          (select g.name from contract_signer s join organization g on g.id = s.organization_id
           where s.contract_id = p.id
           order by (s.standing <> 'borrower'), s.turn, s.id limit 1) as organization,
          (select count(*) from contract_signer s where s.contract_id = p.id) as seats,
          (select count(*) from contract_signer s
           where s.contract_id = p.id and s.state = 'signed') as signed
        from found
        left join page p on true
        left join contract c on c.id = p.id
        left join branch b on b.id = c.branch_id
        left join staff o on o.id = c.officer_id
        order by p.key %2$s, p.id %2$s
        """
            .formatted(lines(choice, shown, page, today), page.direction());
    return db.preparedQuery(Database.ANEW + sql)
        .execute(Tuple.from(shown.values()))
        .map(rows -> TermsStore.found(rows, row -> row(row, today)));
  }

  /**
   * The {@code page} and how many are {@code found}. What an index leads to is read once for both;
   * what is met in order is read as far as the page needs, and counted by another way.
   */
  private static String lines(Choice choice, Conditions shown, Page page, LocalDate today) {
    String rows =
        "select c.id, %s as key from contract c where %s".formatted(page.sort().key(), shown.sql());
    String cut =
        "order by key %1$s, id %1$s limit %2$d offset %3$d"
            .formatted(page.direction(), page.size(), page.offset());
    int most = Page.MOST + 1;
    if (shown.isLed()) {
      return """
      met as materialized (%s),
      page as (select * from met %s),
      found as (select count(*) as total from (select from met limit %d) as one)
      """
          .formatted(rows, cut, most);
    }
    return """
    page as materialized (%s %s),
    found as (select count(*) as total from (select from contract c where %s limit %d) as one)
    """
        .formatted(rows, cut, choice.narrow(shown.beside(), most, today).sql(), most);
  }

  private static JsonObject row(Row row, LocalDate today) {
    LocalDate signBy = row.getLocalDate("sign_by");
    String state = row.getString("state");
    return TermsStore.terms(row)
        .put("state", state)
        .put("overdue", signBy != null && state.equals("signing") && signBy.isBefore(today))
        .put("organization", row.getString("organization"))
        .put("seats", row.getInteger("seats"))
        .put("signed", row.getInteger("signed"))
        .put(
            "branch",
            new JsonObject()
                .put("id", row.getUUID("branch_id").toString())
                .put("code", row.getString("code"))
                .put("name", row.getString("branch"))
                .put("nameLatin", row.getString("name_latin")))
        .put(
            "officer",
            new JsonObject()
                .put("id", row.getUUID("officer_id").toString())
                .put("name", row.getString("officer")));
  }
}
