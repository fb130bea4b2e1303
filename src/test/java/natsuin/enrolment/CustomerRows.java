package natsuin.enrolment;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import natsuin.testkit.World;
import natsuin.users.Branch;

/** What an approval has left in the database. */
final class CustomerRows {
  private CustomerRows() {}

  /** Organization, representative and certificate request behind a mail address. */
  static Row of(World world, String email) {
    return world
        .database()
        .client()
        .preparedQuery(
            """
            select o.name, o.borrower, b.code as account, u.title, u.personal_signature, r.state
            from app_user u join organization o on o.id = u.organization_id
            left join branch b on b.id = o.account_branch_id
            left join certificate_request r on r.user_id = u.id
            where u.email = $1
            """)
        .execute(Tuple.of(email))
        .await()
        .iterator()
        .next();
  }

  /** How many organizations a branch has. */
  static int organizations(World world, Branch branch) {
    return world
        .database()
        .client()
        .preparedQuery("select count(*)::int as n from organization where branch_id = $1")
        .execute(Tuple.of(branch.id()))
        .await()
        .iterator()
        .next()
        .getInteger("n");
  }
}
