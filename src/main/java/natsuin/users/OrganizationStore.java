package natsuin.users;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Organizations of the bank's customers. */
public final class OrganizationStore {
  private OrganizationStore() {}

  /** The organization of this identifier. */
  public static Future<Optional<Organization>> find(SqlClient db, UUID id) {
    return db.preparedQuery(
            """
            select id, kind, name, name_kana, name_latin, address, branch_id, postal_code, telephone,
              established_on, account_branch_id, borrower, version as organization_version
            from organization where id = $1
            """)
        .execute(Tuple.of(id))
        .map(
            rows ->
                rows.size() == 0
                    ? Optional.empty()
                    : Optional.of(read(rows.iterator().next(), "id")));
  }

  /**
   * Keeps an organization, and with it its users' names and lives, as they are until the
   * transaction ends: whoever changes any of them holds it too.
   */
  public static Future<Void> hold(SqlClient tx, UUID id) {
    return tx.preparedQuery("select 1 from organization where id = $1 for update")
        .execute(Tuple.of(id))
        .mapEmpty();
  }

  /** Registers an organization. */
  public static Future<Void> insert(
      SqlClient db, UUID id, NewOrganization organization, Instant now) {
    return db.preparedQuery(
            """
            insert into organization (id, kind, name, name_kana, name_latin, address, branch_id, created_at,
              postal_code, telephone, established_on, account_branch_id, borrower)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
            """)
        .execute(
            Tuple.tuple()
                .addUUID(id)
                .addString(organization.kind().code())
                .addString(organization.name())
                .addString(organization.nameKana())
                .addString(organization.nameLatin())
                .addString(organization.address())
                .addUUID(organization.branch())
                .addOffsetDateTime(UserStore.offset(now))
                .addString(organization.details().postalCode())
                .addString(organization.details().telephone())
                .addLocalDate(organization.details().establishedOn())
                .addUUID(organization.details().accountBranch())
                .addBoolean(organization.details().borrower()))
        .mapEmpty();
  }

  static Organization read(Row row, String idColumn) {
    return new Organization(
        row.getUUID(idColumn),
        OrganizationKind.of(row.getString("kind")),
        row.getString("name"),
        row.getString("name_kana"),
        row.getString("name_latin"),
        row.getString("address"),
        row.getUUID("branch_id"),
        new OrganizationDetails(
            row.getString("postal_code"),
            row.getString("telephone"),
            row.getLocalDate("established_on"),
            row.getUUID("account_branch_id"),
            row.getBoolean("borrower")),
        row.getInteger("organization_version"));
  }
}
