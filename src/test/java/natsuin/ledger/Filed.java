package natsuin.ledger;

import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.UUID;
import natsuin.kernel.Ids;
import natsuin.testkit.People;
import natsuin.testkit.World;
import org.jspecify.annotations.Nullable;

/** Contracts as they stand in the database, without the papers that lists do not look at. */
final class Filed {
  private final World world;
  private final People.Clerk officer;
  private int count;

  Filed(World world, People.Clerk officer) {
    this.world = world;
    this.officer = officer;
  }

  /** A contract in this state. */
  UUID contract(String summary, @Nullable Long amount, String applied, String state) {
    var id = Ids.next(world.clock());
    LocalDate day = LocalDate.parse(applied);
    run(
        """
        insert into contract (id, number, branch_id, officer_id, summary, amount, applied_on,
          planned_on, state, mark_visible, created_at, sent_at, drawdown, outcome)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, true, $10, $10, $5 = '当座貸越', $11)
        """,
        Tuple.of(
            id,
            "2026-%06d".formatted(700 + ++count),
            officer.branch().id(),
            officer.id(),
            summary,
            amount,
            day,
            day.plusDays(20),
            state,
            world.clock().instant().atOffset(java.time.ZoneOffset.UTC),
            state.equals("ended") ? "repaid" : null));
    return id;
  }

  /** One more signer of it. */
  void seat(UUID contract, People.Customer who, String standing, String capacity, String state) {
    run(
        """
        insert into contract_signer
          (id, contract_id, user_id, organization_id, standing, capacity, state)
        values ($1, $2, $3, $4, $5, $6, $7)
        """,
        Tuple.of(
            Ids.next(world.clock()),
            contract,
            who.id(),
            who.organization(),
            standing,
            capacity,
            state));
  }

  /** The customer's name is another now. */
  void rename(People.Customer customer, String name, String kana) {
    run(
        "update organization set name = $2, name_kana = $3 where id = $1",
        Tuple.of(customer.organization(), name, kana));
  }

  void run(String sql, Tuple values) {
    world.database().client().preparedQuery(sql).execute(values).await();
  }
}
