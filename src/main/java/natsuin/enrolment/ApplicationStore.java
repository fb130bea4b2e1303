package natsuin.enrolment;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import natsuin.users.Branch;
import natsuin.users.OrganizationKind;
import org.jspecify.annotations.Nullable;

/** Applications; every change is checked by the state and version that it comes from. */
final class ApplicationStore {
  private static final ZoneId BANK = ZoneId.of("Asia/Tokyo");
  private static final String SELECT =
      """
      select a.id, a.number, a.kind, a.state, a.language, a.personal, a.reason, a.code_until,
             a.version, a.submitted_at, a.decided_at, s.name as decided_by,
             b.id as branch_id, b.code as branch_code, b.name as branch_name, b.name_latin as branch_latin
      from application a
      join branch b on b.id = a.branch_id
      left join staff s on s.id = a.decided_by
      """;

  private final ApplicationVault vault;

  ApplicationStore(ApplicationVault vault) {
    this.vault = vault;
  }

  /** What is typed, and when the code that was sent for it ends. */
  record Entry(UUID id, UUID branch, Personal personal, Locale language, Instant codeUntil) {}

  /** Whether an address has an account, and whether an application of it waits already. */
  record AddressUse(boolean account, boolean waiting) {
    boolean free() {
      return !account && !waiting;
    }
  }

  Future<AddressUse> useOf(SqlClient db, String email) {
    return db.preparedQuery(
            """
            select exists (select 1 from app_user where lower(email) = lower($1) and deleted_at is null)
                     as account,
                   exists (select 1 from application where email_hash = $2 and state = 'submitted')
                     as waiting
            """)
        .execute(Tuple.of(email, vault.emailHash(email)))
        .map(rows -> rows.iterator().next())
        .map(row -> new AddressUse(row.getBoolean("account"), row.getBoolean("waiting")));
  }

  Future<Void> insert(SqlConnection tx, Entry entry, byte[] browserHash, Instant now) {
    return tx.preparedQuery(
            """
            insert into application (id, branch_id, kind, state, language, personal, email_hash, marks,
              code_until, browser_hash, created_at)
            values ($1, $2, $3, 'entered', $4, $5, $6, $7, $8, $9, $10)
            """)
        .execute(typed(entry).addBuffer(buffer(browserHash)).addOffsetDateTime(offset(now)))
        .mapEmpty();
  }

  /**
   * Puts what was corrected in the place of what was typed before; false where it counts already.
   */
  Future<Boolean> replace(SqlConnection tx, Entry entry) {
    return tx.preparedQuery(
            """
            update application set branch_id = $2, kind = $3, language = $4, personal = $5,
              email_hash = $6, marks = $7, code_until = $8, version = version + 1
            where id = $1 and state = 'entered'
            """)
        .execute(typed(entry))
        .map(rows -> rows.rowCount() == 1);
  }

  private Tuple typed(Entry entry) {
    var personal = entry.personal();
    return Tuple.tuple()
        .addUUID(entry.id())
        .addUUID(entry.branch())
        .addString(personal.kind().code())
        .addString(entry.language().getLanguage())
        .addBuffer(buffer(vault.seal(entry.id(), personal)))
        .addBuffer(buffer(vault.emailHash(personal.email())))
        .addArrayOfString(vault.marks(personal).toArray(String[]::new))
        .addOffsetDateTime(offset(entry.codeUntil()));
  }

  Future<Optional<Application>> ofBrowser(SqlClient db, byte[] browserHash) {
    return db.preparedQuery(SELECT + "where a.browser_hash = $1")
        .execute(Tuple.of(buffer(browserHash)))
        .map(rows -> rows.stream().findFirst().map(this::read));
  }

  Future<Optional<Application>> find(SqlClient db, UUID id) {
    return db.preparedQuery(SELECT + "where a.id = $1")
        .execute(Tuple.of(id))
        .map(rows -> rows.stream().findFirst().map(this::read));
  }

  /** One page of those of this state, those that wait longest first. */
  Future<List<Application>> page(
      SqlClient db, @Nullable UUID branch, String[] states, int size, int page) {
    return db.preparedQuery(
            SELECT
                + """
                where a.state = any($2) and ($1::uuid is null or a.branch_id = $1)
                order by (a.state <> 'submitted'), a.decided_at desc nulls last, a.submitted_at, a.id
                limit $3 offset $4
                """)
        .execute(
            Tuple.tuple()
                .addUUID(branch)
                .addArrayOfString(states)
                .addInteger(size)
                .addLong((long) size * (page - 1)))
        .map(rows -> rows.stream().map(this::read).toList());
  }

  Future<Integer> count(SqlClient db, @Nullable UUID branch, String[] states) {
    return db.preparedQuery(
            """
            select count(*)::int as n from application
            where state = any($2) and ($1::uuid is null or branch_id = $1)
            """)
        .execute(Tuple.tuple().addUUID(branch).addArrayOfString(states))
        .map(rows -> rows.iterator().next().getInteger("n"));
  }

  /** {@code A2026-000123}; taken outside of the transaction, so that nobody waits for another. */
  Future<String> nextNumber(SqlClient db, Instant now) {
    int year = now.atZone(BANK).getYear();
    return db.preparedQuery(
            """
            insert into application_number (year, last) values ($1, 1)
            on conflict (year) do update set last = application_number.last + 1 returning last
            """)
        .execute(Tuple.of(year))
        .map(rows -> "A%d-%06d".formatted(year, rows.iterator().next().getInteger("last")));
  }

  /** Lets what this version says count; false where it changed meanwhile. */
  Future<Boolean> submit(SqlConnection tx, Application seen, String number, Instant now) {
    return tx.preparedQuery(
            """
            update application set state = 'submitted', number = $3, submitted_at = $4,
              version = version + 1
            where id = $1 and version = $2 and state = 'entered'
            """)
        .execute(Tuple.of(seen.id(), seen.version(), number, offset(now)))
        .map(rows -> rows.rowCount() == 1);
  }

  /** False where somebody was faster. */
  Future<Boolean> decide(
      SqlConnection tx, Application seen, ApplicationState to, UUID staff, Instant now) {
    return tx.preparedQuery(
            """
            update application set state = $3, decided_by = $4, decided_at = $5,
              version = version + 1
            where id = $1 and version = $2 and state = 'submitted'
            """)
        .execute(Tuple.of(seen.id(), seen.version(), to.code(), staff, offset(now)))
        .map(rows -> rows.rowCount() == 1);
  }

  Future<Void> because(SqlConnection tx, UUID id, String reason) {
    return tx.preparedQuery("update application set reason = $2 where id = $1")
        .execute(Tuple.of(id, buffer(vault.sealReason(id, reason))))
        .mapEmpty();
  }

  Future<Void> became(SqlConnection tx, UUID id, UUID organization) {
    return tx.preparedQuery("update application set organization_id = $2 where id = $1")
        .execute(Tuple.of(id, organization))
        .mapEmpty();
  }

  private Application read(Row row) {
    UUID id = row.getUUID("id");
    var sealed = row.getBuffer("personal");
    var submitted = row.getOffsetDateTime("submitted_at");
    return new Application(
        id,
        row.getString("number"),
        new Branch(
            row.getUUID("branch_id"),
            row.getString("branch_code"),
            row.getString("branch_name"),
            row.getString("branch_latin")),
        OrganizationKind.of(row.getString("kind")),
        ApplicationState.of(row.getString("state")),
        Locale.of(row.getString("language")),
        sealed == null ? null : vault.open(id, sealed.getBytes()),
        row.getOffsetDateTime("code_until").toInstant(),
        row.getInteger("version"),
        submitted == null ? null : submitted.toInstant(),
        decision(row, id));
  }

  private Application.@Nullable Decision decision(Row row, UUID id) {
    var at = row.getOffsetDateTime("decided_at");
    var reason = row.getBuffer("reason");
    return at == null
        ? null
        : new Application.Decision(
            at.toInstant(),
            row.getString("decided_by"),
            reason == null ? null : vault.openReason(id, reason.getBytes()));
  }

  static io.vertx.core.buffer.Buffer buffer(byte[] bytes) {
    return io.vertx.core.buffer.Buffer.buffer(bytes);
  }

  static OffsetDateTime offset(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}
