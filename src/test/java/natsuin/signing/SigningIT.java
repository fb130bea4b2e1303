package natsuin.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import natsuin.pdf.DocumentBytes;
import natsuin.queues.QueueItem;
import natsuin.queues.WatchedQueue;
import natsuin.signing.pades.Strangers;
import natsuin.testkit.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SigningIT {
  @RegisterExtension static final World WORLD = new World().with("signing.workers", "0");

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private TestTsa tsa = new TestTsa(WORLD.node().keys(), WORLD.clock());

  @BeforeEach
  void openTsa() {
    tsa.close();
    tsa = new TestTsa(WORLD.node().keys(), WORLD.clock());
  }

  @AfterEach
  void closeTsa() {
    tsa.close();
  }

  @Test
  @DisplayName("one signer's signature stands in every document, at B-LTA (SIG-1, OPS-2)")
  void oneSigner() {
    var studio = studio(Duration.ofSeconds(30), tsa.url());
    UUID contract = studio.contract(2);
    UUID signer = studio.press(contract, studio.signer("Hitori"));
    String workers = studio.open(2);

    await().atMost(PATIENCE).until(() -> state(studio, signer).equals("signed"));
    studio.close(workers);

    assertThat(studio.documents(contract)).hasSize(2).allSatisfy(d -> assertSigned(d, 1));
    assertThat(
            studio.ask(
                "select count(*) from signing_job where contract_id = $1 and state = 'done' and"
                    + " opening_key is null",
                contract))
        .isEqualTo("1");
    assertThat(studio.ask("select count(*) from signature where work is not null")).isEqualTo("0");
  }

  @Test
  @DisplayName("two who press at the same moment both sign, twenty times (CONTRACT-5, OPS-2)")
  void twoAtOnce() {
    var studio = studio(Duration.ofSeconds(30), tsa.url());
    var first = studio.signer("Ichiro");
    var second = studio.signer("Jiro");
    var contracts = IntStream.range(0, 20).mapToObj(i -> studio.contract(1)).toList();
    String workers = studio.open(4);

    contracts.forEach(
        contract -> {
          studio.press(contract, first);
          studio.press(contract, second);
        });

    await()
        .atMost(PATIENCE.multipliedBy(3))
        .until(
            () ->
                studio
                    .ask(
                        "select count(*) from signing_job where contract_id = any($1) and state ="
                            + " 'done'",
                        (Object) contracts.toArray(UUID[]::new))
                    .equals("40"));
    studio.close(workers);
    contracts.forEach(
        contract -> assertThat(studio.documents(contract)).allSatisfy(d -> assertSigned(d, 2)));
  }

  @Test
  @DisplayName("without a timestamp it waits, visibly, and goes on by itself (SIG-2, OPS-3)")
  void withoutTimestamp() {
    tsa.goAway();
    var studio = studio(Duration.ofSeconds(30), tsa.url());
    UUID contract = studio.contract(1);
    UUID signer = studio.press(contract, studio.signer("Matsu"));
    String workers = studio.open(1);

    await()
        .atMost(PATIENCE)
        .until(
            () ->
                Integer.parseInt(
                        studio.ask(
                            "select attempts from signing_job where contract_id = $1", contract))
                    >= 3);
    assertThat(studio.ask("select last_error from signing_job where contract_id = $1", contract))
        .isEqualTo("tsa-unavailable");
    assertThat(state(studio, signer)).isEqualTo("signing");
    assertThat(studio.documents(contract).getFirst().parts()).hasSize(1);
    assertThat(
            studio.ask(
                "select opening_key is null from signing_job where contract_id = $1", contract))
        .as("the key has acted and nobody can use it again")
        .isEqualTo("true");

    tsa.comeBack();
    await().atMost(PATIENCE).until(() -> state(studio, signer).equals("signed"));
    studio.close(workers);
    assertSigned(studio.documents(contract).getFirst(), 1);
  }

  @Test
  @DisplayName(
      "OPS-4, OPS-5: a job that cannot go on is seen with attempts, code and age; parked it waits,"
          + " while others go on; retried it ends")
  void parkAndRetry() {
    tsa.goAway();
    var studio = studio(Duration.ofSeconds(30), tsa.url());
    var queue = studio.jobs.queue(WORLD.database());
    UUID contract = studio.contract(1);
    UUID signer = studio.press(contract, studio.signer("Tomeru"));
    String workers = studio.open(2);
    await().atMost(PATIENCE).until(() -> !unfinished(queue).isEmpty());
    var job = unfinished(queue).getFirst();
    assertThat(job.subject()).isEqualTo("contract:" + contract);
    assertThat(job.error()).contains("tsa-unavailable");
    assertThat(job.attempts()).isPositive();

    assertThat(WORLD.database().tx(tx -> queue.park(tx, job.id())).await()).isTrue();
    await().until(() -> unfinished(queue).getFirst().state().code().equals("parked"));
    tsa.comeBack();
    UUID other = studio.contract(1);
    UUID second = studio.press(other, studio.signer("Susumu"));
    await().atMost(PATIENCE).until(() -> state(studio, second).equals("signed"));
    assertThat(state(studio, signer)).isEqualTo("signing");
    assertThat(queue.figures().await().parked()).isEqualTo(1);

    assertThat(WORLD.database().tx(tx -> queue.retry(tx, job.id())).await()).isTrue();
    await().atMost(PATIENCE).until(() -> state(studio, signer).equals("signed"));
    studio.close(workers);
    assertThat(queue.figures().await().depth()).isZero();
    assertSigned(studio.documents(contract).getFirst(), 1);
  }

  private static List<QueueItem> unfinished(WatchedQueue queue) {
    return queue.troubled(5).await().stream().filter(QueueItem::open).toList();
  }

  @Test
  @DisplayName("the second timestamp authority is asked when the first is away (SIG-2)")
  void secondAuthority() {
    var studio = studio(Duration.ofSeconds(30), URI.create("http://127.0.0.1:1/"), tsa.url());
    UUID contract = studio.contract(1);
    UUID signer = studio.press(contract, studio.signer("Futaba"));
    String workers = studio.open(1);

    await().atMost(PATIENCE).until(() -> state(studio, signer).equals("signed"));
    studio.close(workers);
    assertSigned(studio.documents(contract).getFirst(), 1);
  }

  @Test
  @DisplayName(
      "a key whose ten minutes ran out before it acted signs nothing; the signer is asked again")
  void keyTooLate() {
    var studio = studio(Duration.ofSeconds(30), tsa.url());
    UUID contract = studio.contract(2);
    var credential = studio.signer("Osoi");
    UUID signer = studio.press(contract, credential);
    WORLD.clock().advance(Duration.ofMinutes(11));
    String workers = studio.open(1);

    await().atMost(PATIENCE).until(() -> state(studio, signer).equals("invited"));
    assertThat(studio.ask("select comment from contract_signer where id = $1", signer))
        .isEqualTo("opening-key-expired");
    assertThat(studio.documents(contract)).allSatisfy(d -> assertThat(d.parts()).hasSize(1));

    WORLD.clock().advance(Duration.ofMinutes(-11));
    studio.take(contract, signer, credential);
    await().atMost(PATIENCE).until(() -> state(studio, signer).equals("signed"));
    studio.close(workers);
    assertThat(studio.documents(contract)).allSatisfy(d -> assertSigned(d, 1));
  }

  @Test
  @DisplayName("a worker that wakes up after its lease changes nothing (zombie with an old fence)")
  void zombie() {
    tsa.goAway();
    var studio = studio(Duration.ofSeconds(1), tsa.url());
    var tools = studio.tools();
    UUID contract = studio.contract(1);
    UUID signer = studio.press(contract, studio.signer("Zombie"));
    Claim old = claim(Duration.ofMillis(1));
    Claim young = claim(Duration.ofSeconds(30));
    assertThat(young.subject()).isEqualTo(old.subject());
    assertThat(young.fence()).isGreaterThan(old.fence());

    run(tools, old);
    assertThat(studio.ask("select stage from signature where job_id = $1", old.subject().job()))
        .isEqualTo("waiting");

    tsa.comeBack();
    run(tools, young);
    assertThat(state(studio, signer)).isEqualTo("signed");
    run(tools, old);
    assertSigned(studio.documents(contract).getFirst(), 1);
  }

  @Test
  @DisplayName(
      "OPS-2, fault: a lease is renewed after its job was put back: nobody may take the job though"
          + " nobody has it")
  void renewedAfterItWasPutBack() {
    var studio = studio(Duration.ofSeconds(30), tsa.url());
    studio.press(studio.contract(1), studio.signer("Late"));
    Claim claim = claim(Duration.ofSeconds(30));
    var db = WORLD.database().client();
    assertThat(JobStore.renew(db, claim, Duration.ofSeconds(30)).await()).isTrue();
    JobStore.putBack(db, claim, "tsa-unavailable", Duration.ofMillis(1), true).await();
    assertThat(JobStore.renew(db, claim, Duration.ofMinutes(10)).await()).isFalse();
    Claim next = claim(Duration.ofSeconds(30));
    assertThat(next.subject()).isEqualTo(claim.subject());
    run(studio.tools(), next);
  }

  @Test
  @DisplayName("the bank's seal needs no PIN and no signer (CONTRACT-5)")
  void seal() {
    var studio = studio(Duration.ofSeconds(30), tsa.url());
    UUID contract = studio.contract(2);
    WORLD.database().tx(tx -> studio.jobs.takeSeal(tx, contract)).await();
    String workers = studio.open(1);
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                studio
                    .ask("select state from signing_job where contract_id = $1", contract)
                    .equals("done"));
    studio.close(workers);
    assertThat(studio.documents(contract)).allSatisfy(d -> assertSigned(d, 1));
  }

  private static Studio studio(Duration lease, URI... authorities) {
    return new Studio(WORLD, List.of(authorities), lease);
  }

  private static String state(Studio studio, UUID signer) {
    return studio.ask("select state from contract_signer where id = $1", signer);
  }

  private static Claim claim(Duration lease) {
    return await()
        .atMost(PATIENCE)
        .until(
            () -> JobStore.claim(WORLD.database().client(), lease).await().orElse(null),
            found -> found != null);
  }

  private static void run(Tools tools, Claim claim) {
    new RunJob(tools, claim).run();
  }

  private static void assertSigned(DocumentBytes document, int signatures) {
    assertThat(document.parts()).hasSize(signatures + 1);
    Strangers.assertDssPasses(
        document, WORLD.node().keys().pki().root().certificate(), "PAdES-BASELINE-LTA");
    String said = Strangers.run(document, "pdfsig", "-nocert", "FILE");
    assertThat(said.split("Signature is Valid", -1)).as(said).hasSize(1 + signatures);
  }
}
