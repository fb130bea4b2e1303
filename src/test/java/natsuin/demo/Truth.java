package natsuin.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import natsuin.audit.AuditChain;
import natsuin.boot.ConfigurationReader;
import natsuin.kernel.StaffRole;
import natsuin.pdf.DocumentBytes;
import natsuin.pg.Database;
import natsuin.signing.pades.Strangers;

/**
 * What must be true after any fault, whatever people were told meanwhile: told by the database, the
 * mailbox, the sockets' own records, and software that we did not write.
 */
final class Truth implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Pattern MESSAGE_ID = Pattern.compile("(?m)^Message-ID: <([0-9a-f-]{36})@");
  private static final int SAMPLE = 2;

  private final Vertx vertx = Vertx.vertx();
  private final Database database;
  private final Path mailbox;
  private final UnderLoad people;
  private final X509Certificate root;
  private final Set<String> seenMails = new HashSet<>();
  private final Set<String> verified = new HashSet<>();
  private Optional<AuditChain.Head> head = Optional.empty();

  /** Over everything that these people do; somebody is locked out from now on. */
  Truth(UnderLoad people) {
    this.people = people;
    this.mailbox = people.data().resolve("mail");
    var settings = people.data().resolve("nodes/node-1.yaml");
    var configuration = ConfigurationReader.read(Optional.of(settings), Map.of(), Map.of());
    this.database = Database.open(vertx, configuration.postgres().using("natsuin", 2));
    this.root = root(people.machine().address());
    var browser = new Browser(people.machine().address(), "ja");
    for (int i = 0; i < 8; i++) {
      lockedOut(browser, "Wrong1Wrong" + i);
    }
    lockHolds();
  }

  /** Everything, once what was promised until now is done. */
  void holds() {
    promisesAreKept();
    nothingIsHalfOrTwice();
    auditChainIsWhole();
    mailsArrive();
    lockHolds();
    assertThat(people.load().watchers())
        .as("no event is missed, none comes twice, unless the socket was told so")
        .allSatisfy(watcher -> assertThat(watcher.gaps()).isEmpty());
    strangersAgree();
  }

  /** What was acknowledged is there; who was told that it is being signed, has it signed. */
  private void promisesAreKept() {
    var diary = people.diary();
    UUID[] promised =
        diary
            .all(Load.SIGN)
            .filter(Diary.Act::acknowledged)
            .map(act -> UUID.fromString(act.subject()))
            .toArray(UUID[]::new);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        ids(
                            """
                            select w.id from unnest($1::uuid[]) w(id) where not exists (
                              select from contract_signer s
                              where s.contract_id = w.id and s.state = 'signed')
                            """,
                            Tuple.of(promised)))
                    .as("acknowledged 「電子署名」 that is not signed")
                    .isEmpty());
    long created = diary.all(Load.CREATE).filter(Diary.Act::acknowledged).count();
    var officer = DemoContract.ALL.get(1).staff(StaffRole.OFFICER).id();
    assertThat(number("select count(*) from contract where officer_id = $1", Tuple.of(officer)))
        .as("contracts that were acknowledged")
        .isGreaterThanOrEqualTo(created);
    UUID[] authorized =
        diary.all(Load.AUTHORIZE).map(act -> UUID.fromString(act.subject())).toArray(UUID[]::new);
    assertThat(
            ids(
                "select w.id from unnest($1::uuid[]) w(id) left join contract c using (id) where"
                    + " c.id is null",
                Tuple.of(authorized)))
        .as("contracts that were acknowledged and are not there")
        .isEmpty();
  }

  private void nothingIsHalfOrTwice() {
    assertThat(
            ids(
                """
                select j.id from signing_job j join signature s on s.job_id = j.id
                where j.state in ('done', 'failed')
                group by j.id
                having bool_or(s.state = 'prepared')
                    or (bool_or(s.state = 'sealed') and bool_or(s.state <> 'sealed'))
                """,
                Tuple.tuple()))
        .as("jobs that ended with a contract half signed")
        .isEmpty();
    assertThat(
            ids(
                """
                select document_id as id from signature where state = 'sealed'
                group by document_id, signer_id having count(*) > 1
                """,
                Tuple.tuple()))
        .as("documents signed twice by one signer")
        .isEmpty();
    assertThat(
            ids(
                """
                select d.id from document d join document_revision r on r.document_id = d.id
                group by d.id having count(*) <> d.revision + 1 or max(r.revision) <> d.revision
                    or count(*) filter (where r.what = 'signature')
                       <> (select count(*) from signature s
                           where s.document_id = d.id and s.state = 'sealed'
                             and s.signer_id is not null)
                """,
                Tuple.tuple()))
        .as("documents whose revisions are not one for each signature, without a gap")
        .isEmpty();
  }

  private void auditChainIsWhole() {
    var verdict = AuditChain.verify(database.client(), head, checked -> {});
    assertThat(verdict).isInstanceOf(AuditChain.Verdict.Intact.class);
    head = Optional.of(((AuditChain.Verdict.Intact) verdict).head());
  }

  /** Twice is allowed where a line was cut, never is not. */
  private void mailsArrive() {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        ids(
                            "select id from outbox_mail where state in ('queued', 'sending') and"
                                + " (attempts > 1 or created_at < now() - interval '10 s')",
                            Tuple.tuple()))
                    .as("mails that are left")
                    .isEmpty());
    assertThat(ids("select id from outbox_mail where state = 'failed'", Tuple.tuple()))
        .as("mails that were given up")
        .isEmpty();
    var sent = ids("select id from outbox_mail where state = 'sent'", Tuple.tuple());
    var arrived = arrived();
    assertThat(sent.stream().filter(id -> !seenMails.contains(id)))
        .as("mails that are said to have gone have arrived")
        .isSubsetOf(arrived);
    seenMails.addAll(sent); // the mailbox keeps the newest only
  }

  private Set<String> arrived() {
    try (Stream<Path> files = Files.list(mailbox)) {
      return files
          .filter(file -> file.toString().endsWith(".eml"))
          .flatMap(file -> MESSAGE_ID.matcher(text(file)).results())
          .map(id -> id.group(1))
          .collect(Collectors.toSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException sweptMeanwhile) {
      return "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whoever was locked out before the fault is so still, with the right password too. */
  private void lockHolds() {
    var browser = new Browser(people.machine().address(), "ja");
    assertThat(lockedOut(browser, DemoPeople.CLERK.password())).isEqualTo("account-locked");
  }

  private static String lockedOut(Browser browser, String password) {
    try {
      browser.post(
          "/api/session",
          new JsonObject().put("login", DemoPeople.CLERK.email()).put("password", password));
      return "";
    } catch (Refusal refused) {
      return refused.code();
    }
  }

  /** EU DSS, about the newest that it has not seen. */
  private void strangersAgree() {
    var fresh =
        people
            .diary()
            .all(Load.SIGNED)
            .map(Diary.Act::subject)
            .filter(contract -> !verified.contains(contract))
            .toList()
            .reversed();
    var staff = DemoContract.ALL.get(1).staff(StaffRole.OFFICER);
    for (String contract : fresh.stream().limit(SAMPLE).toList()) {
      var reader = people.load().officer();
      for (Object each : reader.get("/api/staff/contracts/" + contract).getJsonArray("documents")) {
        String id = ((JsonObject) each).getString("id");
        byte[] pdf =
            reader.bytes("/api/staff/contracts/" + contract + "/documents/" + id + "/content");
        var document = DocumentBytes.of(pdf);
        Strangers.assertDssPasses(document, root, "PAdES-BASELINE-LTA");
        assertThat(Strangers.dss(document, root).getSignatureIdList())
            .as("signed once, as %s sees it", staff.login())
            .hasSize(1);
      }
    }
    verified.addAll(fresh);
  }

  private static X509Certificate root(java.net.URI base) {
    String pem = new Browser(base, "ja").get("/dev/demo").getString("ca");
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(
                  new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
    } catch (CertificateException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<String> ids(String question, Tuple values) {
    return StreamSupport.stream(rows(question, values).spliterator(), false)
        .map(row -> row.getUUID("id").toString())
        .toList();
  }

  private long number(String question, Tuple values) {
    return rows(question, values).iterator().next().getLong(0);
  }

  private Iterable<Row> rows(String question, Tuple values) {
    return database.client().preparedQuery(question).execute(values).await();
  }

  @Override
  public void close() {
    database.close().await();
    vertx.close().await();
  }
}
