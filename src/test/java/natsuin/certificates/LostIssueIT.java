package natsuin.certificates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.WorkerExecutor;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import natsuin.audit.Audit;
import natsuin.bus.Announcements;
import natsuin.certificates.PendingCredentials.Claim;
import natsuin.certificates.PendingCredentials.LostException;
import natsuin.kernel.Actor;
import natsuin.kernel.UserRole;
import natsuin.notices.Notices;
import natsuin.outbox.MailTemplates;
import natsuin.outbox.Outbox;
import natsuin.pki.KeyAlgorithm;
import natsuin.requests.CertificateRequests;
import natsuin.requests.Identification;
import natsuin.requests.RequestReason;
import natsuin.testkit.Certifier;
import natsuin.testkit.People;
import natsuin.testkit.World;
import natsuin.vault.Argon2Parameters;
import natsuin.vault.PinWrap;
import natsuin.vault.SecretBox;
import natsuin.vault.SodiumArgon2;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two workers with the same issue, since one was taken for dead (CERT-3, OPS-2). */
class LostIssueIT {
  @RegisterExtension static final World WORLD = new World();

  private static final Actor BRANCH = new Actor.Service("test");

  private UUID user = new UUID(0, 0);
  private UUID request = new UUID(0, 0);

  @BeforeEach
  void somebodyWithAPin() {
    var people = new People(WORLD);
    user = people.customer(people.branch(), UserRole.REPRESENTATIVE, null).id();
    var requests =
        new CertificateRequests(new Audit(WORLD.clock()), new Announcements(), WORLD.clock());
    request =
        WORLD
            .database()
            .tx(
                tx ->
                    requests.open(
                        tx, BRANCH, user, RequestReason.FIRST, Identification.FACE_TO_FACE))
            .await()
            .id();
  }

  @Test
  @DisplayName("Fault: the issue is taken over while the authority signs: one certificate is valid")
  void takenOver() throws IOException {
    var pending = pending();
    var first = registered(pending);
    var second = new ArrayList<String>();
    Runnable takeOver =
        () -> {
          if (second.isEmpty()) {
            second.add("");
            var claim = new Claim(other());
            second.set(
                0, pending.certify(claim, holder(), () -> {}).getSerialNumber().toString(16));
          }
        };
    assertThatThrownBy(() -> pending.certify(first, holder(), takeOver))
        .isInstanceOf(LostException.class);
    assertThat(serials("issued")).isEqualTo(second);
    assertThat(serials("revoked")).hasSize(1);
    assertThat(serials("prepared")).isEmpty();
  }

  @Test
  @DisplayName("Fault: the request is gone while the authority signs: nothing stays valid")
  void dropped() throws IOException {
    var pending = pending();
    var first = registered(pending);
    Runnable gone = () -> change("delete from pending_credential where request_id = $1", request);
    assertThatThrownBy(() -> pending.certify(first, holder(), gone))
        .isInstanceOf(LostException.class);
    assertThat(serials("issued")).isEmpty();
    assertThat(serials("revoked")).hasSize(1);
  }

  @Test
  @DisplayName("Fault: who was taken for dead decides that nothing comes of it: the other goes on")
  void droppedByTheDead() throws IOException {
    var pending = pending();
    var dead = registered(pending);
    var living = new Claim(other());
    assertThatThrownBy(() -> WORLD.database().tx(tx -> pending.drop(tx, dead)).await())
        .isInstanceOf(LostException.class);
    assertThat(pending.of(WORLD.database().client(), request).await()).isPresent();
    assertThat(pending.certify(living, holder(), () -> {})).isNotNull();
    assertThat(serials("issued")).hasSize(1);
  }

  @Test
  @DisplayName(
      "OPS-4, OPS-5: an issue that cannot come to its end is seen with attempts and code; parked it"
          + " waits, retried it ends")
  void parkAndRetry() throws IOException {
    var pending = pending();
    var queue = pending.queue(() -> {});
    all(
        """
        create function refuse() returns trigger language plpgsql as
          $$ begin raise exception 'not now'; end $$;
        create trigger refuse before insert on credential execute function refuse()
        """);
    change("update certificate_request set state = 'pin-registered' where id = $1", request);
    var made = pending.make(request, user, Certifier.PIN.toCharArray());
    WORLD.database().tx(tx -> pending.keep(tx, made)).await();
    PendingStore.queue(WORLD.database().client(), request).await();
    await().until(() -> !queue.troubled(5).await().isEmpty());
    var issue = queue.troubled(5).await().getFirst();
    assertThat(issue.subject()).isEqualTo("certificate-request:" + request);
    assertThat(issue.error()).contains("internal-error");
    assertThat(WORLD.database().tx(tx -> queue.park(tx, request)).await()).isTrue();
    await().until(() -> queue.figures().await().parked() == 1);
    await().until(() -> queue.figures().await().inHand() == 0);
    all("drop trigger refuse on credential");
    int attempts = queue.troubled(5).await().getFirst().attempts();
    change("update pending_credential set next_try_at = now() where request_id = $1", request);
    await()
        .during(Duration.ofSeconds(2))
        .until(() -> queue.troubled(5).await().getFirst().attempts() == attempts);

    assertThat(WORLD.database().tx(tx -> queue.retry(tx, request)).await()).isTrue();
    await().until(() -> queue.figures().await().depth() == 0);
    assertThat(serials("issued")).hasSize(1);
    assertThat(WORLD.database().tx(tx -> queue.retry(tx, request)).await()).isFalse();
  }

  private static void all(String statements) {
    WORLD.database().client().query(statements).execute().await();
  }

  /** Its lease keeps the world's own worker away. */
  private Claim registered(PendingCredentials pending) {
    var made = pending.make(request, user, Certifier.PIN.toCharArray());
    WORLD.database().tx(tx -> pending.keep(tx, made)).await();
    change(
        "update pending_credential set lease_until = now() + interval '1 hour' where request_id ="
            + " $1",
        request);
    return new Claim(new PendingStore.Claimed(made.pending(), 0, Optional.empty()));
  }

  private PendingStore.Claimed other() {
    change("update pending_credential set fence = fence + 1 where request_id = $1", request);
    var row =
        WORLD
            .database()
            .client()
            .preparedQuery("select fence, serial from pending_credential where request_id = $1")
            .execute(Tuple.of(request))
            .await()
            .iterator()
            .next();
    var pending = PendingStore.find(WORLD.database().client(), request).await().orElseThrow();
    return new PendingStore.Claimed(
        pending, row.getLong("fence"), Optional.ofNullable(row.getString("serial")));
  }

  private PendingCredentials pending() throws IOException {
    var node = WORLD.node();
    WorkerExecutor pool = node.vertx().createSharedWorkerExecutor("lost-issue", 2);
    var mails =
        new CertificateMails(
            new Outbox(
                WORLD.clock(),
                MailTemplates.with(node.configuration().mail()),
                "銀行",
                "Bank",
                new SecretBox(node.keys().master(), "lost-issue"),
                Duration.ofDays(30),
                () -> {}),
            new Notices(node.database(), WORLD.clock(), new Announcements()),
            node.configuration().http().baseUrl());
    return new PendingCredentials(
        node.database(),
        node.keys().pki().issuing(),
        new PinWrap(
            node.keys().master(), SodiumArgon2.load().orElseThrow(), new Argon2Parameters(64, 1)),
        KeyAlgorithm.EC_P256,
        pool,
        new RevokeCredential(mails, new Audit(WORLD.clock()), WORLD.clock()),
        WORLD.clock());
  }

  private IssueCredential.Holder holder() {
    return new IssueCredential.Holder(user, "Taro Mihon", Optional.of("Mihon Works"));
  }

  private List<String> serials(String state) {
    return WORLD
        .database()
        .client()
        .preparedQuery("select serial from certificate where user_id = $1 and state = $2")
        .execute(Tuple.of(user, state))
        .await()
        .stream()
        .map(row -> row.getString("serial"))
        .toList();
  }

  private static void change(String sql, UUID id) {
    WORLD.database().client().preparedQuery(sql).execute(Tuple.of(id)).await();
  }
}
