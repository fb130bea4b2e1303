package natsuin.members;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import natsuin.users.Organization;
import natsuin.users.OrganizationStore;
import natsuin.users.User;
import natsuin.users.UserStore;

/** Changes of organizations and their users; whoever changes holds the organization's row. */
final class MemberStore {
  private MemberStore() {}

  /** The organization and its users, for this transaction alone until it ends. */
  static Future<Optional<Household>> lock(SqlConnection tx, UUID organization) {
    return tx.preparedQuery("select id from organization where id = $1 for update")
        .execute(Tuple.of(organization))
        .compose(locked -> household(tx, organization));
  }

  /** The organization and its users as they are at this moment. */
  static Future<Optional<Household>> household(SqlClient db, UUID organization) {
    return OrganizationStore.find(db, organization)
        .compose(
            found ->
                found.isEmpty()
                    ? Future.succeededFuture(Optional.empty())
                    : UserStore.ofOrganization(db, organization)
                        .map(users -> Optional.of(new Household(found.get(), users))));
  }

  /** The organization that this user belongs to; nothing where he is deleted or unknown. */
  static Future<Optional<UUID>> organizationOf(SqlClient db, UUID user) {
    return db.preparedQuery(
            "select organization_id from app_user where id = $1 and deleted_at is null")
        .execute(Tuple.of(user))
        .map(rows -> rows.stream().findFirst().map(row -> row.getUUID("organization_id")));
  }

  /** Writes all that can change of an organization. */
  static Future<Void> update(SqlConnection tx, Organization organization) {
    var details = organization.details();
    return tx.preparedQuery(
            """
            update organization
            set name = $2, name_kana = $3, name_latin = $4, postal_code = $5, address = $6,
              established_on = $7, telephone = $8, account_branch_id = $9, borrower = $10,
              version = version + 1
            where id = $1
            """)
        .execute(
            Tuple.tuple()
                .addUUID(organization.id())
                .addString(organization.name())
                .addString(organization.nameKana())
                .addString(organization.nameLatin())
                .addString(details.postalCode())
                .addString(organization.address())
                .addLocalDate(details.establishedOn())
                .addString(details.telephone())
                .addUUID(details.accountBranch())
                .addBoolean(details.borrower()))
        .mapEmpty();
  }

  /** Writes all that can change of a user. */
  static Future<Void> update(SqlConnection tx, User user) {
    var details = user.details();
    var unconfirmed = user.life().emailUnconfirmedSince();
    return tx.preparedQuery(
            """
            update app_user
            set family_name = $2, given_name = $3, family_kana = $4, given_kana = $5,
              family_latin = $6, given_latin = $7, birth_date = $8, mobile = $9, email = $10,
              department = $11, title = $12, personal_signature = $13,
              email_unconfirmed_since = $14, version = version + 1
            where id = $1
            """)
        .execute(
            Tuple.tuple()
                .addUUID(user.id())
                .addString(user.familyName())
                .addString(user.givenName())
                .addString(details.familyKana())
                .addString(details.givenKana())
                .addString(user.familyLatin())
                .addString(user.givenLatin())
                .addLocalDate(details.birthDate())
                .addString(details.mobile())
                .addString(user.email())
                .addString(details.department())
                .addString(user.title())
                .addBoolean(details.personalSignature())
                .addOffsetDateTime(
                    unconfirmed == null ? null : unconfirmed.atOffset(ZoneOffset.UTC)))
        .mapEmpty();
  }

  /** The contracts that wait for this user's signature, with their branches. */
  static Future<Map<UUID, UUID>> waitingFor(SqlConnection tx, UUID user) {
    return tx.preparedQuery(
            """
            select distinct c.id, c.branch_id
            from contract c join contract_signer s on s.contract_id = c.id
            where s.user_id = $1 and s.state in ('waiting', 'invited') and c.state = 'signing'
            """)
        .execute(Tuple.of(user))
        .map(
            rows -> {
              var contracts = new HashMap<UUID, UUID>();
              rows.forEach(row -> contracts.put(row.getUUID("id"), row.getUUID("branch_id")));
              return contracts;
            });
  }

  /** The row stays for the contracts that name it; nobody logs in by it any more (USER-4). */
  static Future<Void> delete(SqlConnection tx, UUID user, Instant now) {
    return tx.preparedQuery(
            """
            update app_user
            set deleted_at = $2, password_hash = '', password_expires_at = null,
              email_unconfirmed_since = null, version = version + 1
            where id = $1
            """)
        .execute(Tuple.of(user, now.atOffset(ZoneOffset.UTC)))
        .mapEmpty();
  }
}
