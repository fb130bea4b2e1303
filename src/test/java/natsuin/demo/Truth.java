package natsuin.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
  private static final int SAMPLE = 2;

  private final Vertx vertx = Vertx.vertx();
  private final Database database;
  private final UnderLoad people;
  private final X509Certificate root;
  private final ArrivedMails mails;
  private final Set<String> verified = new HashSet<>();
  private Optional<AuditChain.Head> head = Optional.empty();

  /** Over everything that these people do; somebody is locked out from now on. */
  Truth(UnderLoad people) {
    this.people = people;
    this.mails = ArrivedMails.in(people.data().resolve("mail"));
    var settings = people.data().resolve("nodes/node-1.yaml");
    var configuration = ConfigurationReader.read(Optional.of(settings), Map.of(), Map.of());
    this.database = Database.open(vertx, configuration.postgres().using("natsuin", 2));
    this.root = root(people.machine().address());
    for (int i = 0; i < 8; i++) {
      refusal(DemoPeople.CLERK, "Wrong1Wrong" + i);
    }
    lockHolds();
  }

  /** Everything, once what was promised until now is done. */
  void holds() {
    var signed = acknowledged(Load.SIGN);
    var there = people.diary().all(Load.AUTHORIZE).map(Diary.Act::subject).toList();
    for (Wrong wrong : Wrong.values()) {
      var told = wrong == Wrong.PROMISED_AND_NOT_SIGNED ? signed : there;
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> assertThat(wrong.cases(database.client(), told)).as("%s", wrong).isEmpty());
    }
    everyContractIsThere();
    auditChainIsWhole();
    mailsArrive();
    lockHolds();
    assertThat(people.load().watchers())
        .as("no event is missed, none comes twice, unless the socket was told so")
        .allSatisfy(watcher -> assertThat(watcher.gaps()).isEmpty());
    strangersAgree();
  }

  /** The contracts of such acts that people were told are done. */
  List<String> acknowledged(String kind) {
    return people
        .diary()
        .all(kind)
        .filter(Diary.Act::acknowledged)
        .map(Diary.Act::subject)
        .toList();
  }

  private void everyContractIsThere() {
    long created = people.diary().all(Load.CREATE).filter(Diary.Act::acknowledged).count();
    var officer = DemoContract.ALL.get(1).staff(StaffRole.OFFICER).id();
    assertThat(number("select count(*) from contract where officer_id = $1", officer))
        .as("contracts that were acknowledged")
        .isGreaterThanOrEqualTo(created);
  }

  private void auditChainIsWhole() {
    var verdict = AuditChain.verify(database.client(), head, checked -> {});
    assertThat(verdict).isInstanceOf(AuditChain.Verdict.Intact.class);
    head = Optional.of(((AuditChain.Verdict.Intact) verdict).head());
  }

  /** Twice is allowed where a line was cut, never is not. */
  private void mailsArrive() {
    assertThat(notArrived(sent())).as("mails that are said to have gone").isEmpty();
  }

  private List<String> sent() {
    return texts("select id::text from outbox_mail where state = 'sent'");
  }

  /** Those of these mails that are in nobody's mailbox. */
  List<String> notArrived(List<String> sent) {
    return mails.without(sent);
  }

  /** Whoever was locked out before the fault is so still, with the right password too. */
  private void lockHolds() {
    assertThat(refusal(DemoPeople.CLERK, DemoPeople.CLERK.password())).isEqualTo("account-locked");
  }

  /** Why somebody does not get in; nothing where he does. */
  String refusal(DemoPeople.Customer who, String password) {
    try {
      new Browser(people.machine().address(), "ja")
          .post(
              "/api/session", new JsonObject().put("login", who.email()).put("password", password));
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
    for (String contract : fresh.stream().limit(SAMPLE).toList()) {
      documents(contract).forEach(this::strangersAgree);
    }
    verified.addAll(fresh);
  }

  /** A document is signed once, and soundly. */
  void strangersAgree(byte[] pdf) {
    var document = DocumentBytes.of(pdf);
    Strangers.assertDssPasses(document, root, "PAdES-BASELINE-LTA");
    assertThat(Strangers.dss(document, root).getSignatureIdList()).as("signed once").hasSize(1);
  }

  /** Of a contract, as the branch sees them. */
  List<byte[]> documents(String contract) {
    var reader = people.load().officer();
    String path = "/api/staff/contracts/" + contract;
    return reader.get(path).getJsonArray("documents").stream()
        .map(each -> ((JsonObject) each).getString("id"))
        .map(id -> reader.bytes(path + "/documents/" + id + "/content"))
        .toList();
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

  Database database() {
    return database;
  }

  /** What the database answers to a question for one yes or no. */
  boolean says(String question, Object... values) {
    var row = rows(question, Tuple.from(values)).iterator();
    return row.hasNext() && row.next().getBoolean(0);
  }

  /** Its first column as text. */
  List<String> texts(String question, Object... values) {
    return StreamSupport.stream(rows(question, Tuple.from(values)).spliterator(), false)
        .map(row -> row.getString(0))
        .toList();
  }

  /** The same for a number. */
  long number(String question, Object... values) {
    return rows(question, Tuple.from(values)).iterator().next().getLong(0);
  }

  private Iterable<Row> rows(String question, Tuple values) {
    return database.client().preparedQuery(question).execute(values).await();
  }

  @Override
  public void close() {
    mails.close();
    database.close().await();
    vertx.close().await();
  }
}
