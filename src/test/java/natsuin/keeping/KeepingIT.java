package natsuin.keeping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.sqlclient.Row;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import natsuin.audit.AuditChain;
import natsuin.keeping.Shelf.Item;
import natsuin.kernel.BankTime;
import natsuin.testkit.World;
import natsuin.vault.ContentCipher;
import natsuin.vault.EnvelopeKeys;
import natsuin.vault.VaultException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("CONTRACT-7, SIG-5: ten years of keeping, told as they pass")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KeepingIT {
  @RegisterExtension
  static final World WORLD =
      new World()
          .with("keeping.look-every", "1 s")
          .with("keeping.renew-before", "720 d")
          .with("schedule.look-every", "200 ms");

  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final String DRAWDOWN = "当座貸越（専用当貸）極度内実行";

  /** A row of the encrypted pieces, as a backup keeps it. */
  private record Piece(UUID blob, int number, boolean last, byte[] ciphertext) {}

  private static Shelf shelf;
  private static Instant start;
  private static Item loan;
  private static Item running;
  private static Item muted;
  private static Item drawdown;
  private static Item refused;
  private static Item cancelled;
  private static Item agreement;
  private static Item stubborn;
  private static Item interrupted;
  private static List<String> digests = List.of();
  private static final List<Piece> BACKUP = new ArrayList<>();

  @BeforeAll
  static void contractsOfAllKinds() {
    Awaitility.setDefaultTimeout(PATIENCE);
    shelf = new Shelf(WORLD);
    start = WORLD.clock().instant();
    loan = shelf.repaidAfterSigning("Kuroshio");
    running = shelf.inForce("Oyashio", "");
    muted = shelf.inForce("Hayatomo", DRAWDOWN);
    drawdown = shelf.inForce("Tsushima", DRAWDOWN);
    refused = ended("Soya", "refused", "");
    cancelled = ended("Naruto", "ended", "cancelled");
    agreement = ended("Kanmon", "ended", "cancelled");
    shelf.run(
        "update contract set kind = 'cancellation', cancels = $2, ended_at = ended_at + interval '2"
            + " days' where id = $1",
        agreement.id(),
        cancelled.id());
    stubborn = ended("Akashi", "withdrawn", "");
    interrupted = ended("Tokara", "refused", "");
  }

  private static Item ended(String word, String state, String outcome) {
    Item item = shelf.create(word, "");
    shelf.end(item, state, outcome);
    return item;
  }

  private static void turnTo(Instant then) {
    WORLD.clock().advance(Duration.between(WORLD.clock().instant(), then));
  }

  private static void turnTo(Duration sinceStart) {
    turnTo(start.plus(sinceStart));
  }

  @Test
  @Order(10)
  @DisplayName(
      "30 days before a drawdown is erased its signer gets one mail and one notice, though another"
          + " one's cannot be written; that one follows later")
  void told() {
    turnTo(Duration.ofDays(369));
    assertThat(shelf.keeping().tell()).isZero();
    shelf.run(
        "create function mute() returns trigger language plpgsql as $$ begin raise exception"
            + " 'mute'; end $$");
    shelf.run(
        "create trigger mute before insert on contract_erasure_told for each row when (new.contract_id = '%s') execute function mute()"
            .formatted(muted.id()));
    turnTo(Duration.ofDays(371));
    String subject = "契約書の保管終了のお知らせ";
    await().until(() -> mails(subject) == 1);
    var mail = WORLD.mailTo(shelf.customer.email()).getFirst();
    assertThat(mail.text()).contains(DRAWDOWN, "ダウンロード", "/contracts/" + drawdown.id());
    assertThat(shelf.reader().get("/api/notices").http().body())
        .contains("contract-erasing", "keptUntil");
    assertThat(shelf.keeping().tell()).as("told again").isZero();
    assertThat(mails(subject)).isEqualTo(1);
    assertThat(shelf.exists(drawdown)).isTrue();
    await().until(() -> troubles("telling-failed") == 1);
    shelf.run("drop trigger mute on contract_erasure_told");
    WORLD.clock().advance(Duration.ofHours(1));
    await().until(() -> mails(subject) == 2);
    await().until(() -> troubles("telling-failed") == 0);
  }

  private static long mails(String subject) {
    return WORLD.mailTo(shelf.customer.email()).stream()
        .filter(mail -> mail.subject().contains(subject))
        .count();
  }

  @Test
  @Order(12)
  @DisplayName("a document that cannot be read is tried again after its pause, and not before")
  void poisonedDocument() {
    spoil(running);
    shelf.run("update document set archive_revision = 0 where contract_id = $1", running.id());
    await().until(() -> troubles("renewal-failed") == 1);
    shelf.keeping().renew();
    shelf.keeping().renew();
    assertThat(shelf.one("select attempts from keeping_trouble")).isEqualTo(1);
    spoil(running);
    WORLD.clock().advance(Duration.ofHours(1));
    await().until(() -> shelf.count("select count(*) from keeping_trouble") == 0);
  }

  // Twice: as it was.
  private static void spoil(Item item) {
    shelf.run(
        """
        update blob_chunk set ciphertext = set_byte(ciphertext, 20, get_byte(ciphertext, 20) # 1)
        where blob_id in (
          select r.blob_id from document_revision r join document d on d.id = r.document_id
          where d.contract_id = $1)
        """,
        item.id());
  }

  @Test
  @Order(14)
  @DisplayName(
      "SIG-5: what is erased before its timestamp lapses is neither renewed nor counted, unless its"
          + " algorithms fall before")
  void keptNoLonger() {
    var usual = WORLD.node().configuration().keeping();
    var early = shelf.keeping(with(usual, Duration.ofDays(5000), ""));
    assertThat(early.renewalsDue().await()).as("the loan and what runs").isEqualTo(2);
    String tomorrow = BankTime.today(WORLD.clock()).plusDays(1).toString();
    var fallen = shelf.keeping(with(usual, usual.renewBefore(), tomorrow));
    assertThat(fallen.renewalsDue().await()).as("both drawdowns too").isEqualTo(4);
    fallen.renew();
    assertThat(
            shelf.count(
                "select count(*) from keeping_trouble where contract_id = $1", drawdown.id()))
        .as("tried, with the same authority in vain")
        .isEqualTo(1);
    shelf.run("delete from keeping_trouble");
  }

  private static KeepingConfiguration with(
      KeepingConfiguration usual, Duration renewBefore, String madeBefore) {
    return new KeepingConfiguration(
        usual.years(),
        usual.drawdownDays(),
        usual.told(),
        renewBefore,
        madeBefore,
        usual.lookEvery());
  }

  @Test
  @Order(20)
  @DisplayName(
      "a drawdown is erased 400 days after its conclusion, in force as it is; but not while people"
          + " sign an agreement to cancel it")
  void drawdownErased() {
    LocalDate lastDay = BankTime.dayOf(start).plusDays(400);
    turnTo(BankTime.startOf(lastDay.plusDays(1)).minusSeconds(30));
    assertThat(shelf.keeping().erase()).isZero();
    assertThat(shelf.reader().get(drawdown.path()).status()).isEqualTo(200);
    Item open = shelf.create("Bungo", "");
    shelf.run(
        "update contract set kind = 'cancellation', cancels = $2 where id = $1",
        open.id(),
        drawdown.id());
    turnTo(BankTime.startOf(lastDay.plusDays(1)).plusSeconds(1));
    await().until(() -> shelf.hasRecord(muted));
    await().until(() -> troubles("cancellation-open") == 1);
    assertThat(shelf.reader().get(drawdown.path()).status()).isEqualTo(200);
    shelf.end(open, "withdrawn", "");
    WORLD.clock().advance(Duration.ofHours(1));
    await().until(() -> shelf.hasRecord(drawdown));
    assertThat(shelf.reader().get(drawdown.path()).status()).isEqualTo(404);
    assertThat(shelf.reader().get("/api/notices").http().body())
        .doesNotContain(drawdown.id().toString());
    assertThat(shelf.exists(loan)).isTrue();
  }

  @Test
  @Order(30)
  @DisplayName(
      "an authority that ends no later than the last one renews nothing: that is noted, tried"
          + " again, and done with the new authority's key, once by however many nodes; one whose"
          + " authority fails it meanwhile leaves no trouble behind")
  void renewed() throws IOException {
    turnTo(Duration.ofDays(3100));
    await().until(() -> troubles("archive-authority-ends-first") == 2);
    assertThat(shelf.approver().get("/api/staff/dashboard").http().body())
        .contains("archive-authority-ends-first", running.id().toString());
    int before = shelf.revision(running);
    int loanBefore = shelf.revision(loan);
    byte[] unrenewed = shelf.load(running).toByteArray();
    WORLD.node().close();
    WORLD.startAgain();
    var hands = List.of(shelf.keeping(), shelf.keeping());
    WORLD.clock().advance(Duration.ofDays(2));
    try (var failing =
        new FailingTsa(
            () ->
                hands.stream()
                    .map(hand -> CompletableFuture.runAsync(hand::renew))
                    .toList()
                    .forEach(CompletableFuture::join))) {
      assertThat(shelf.keeping(failing.url()).renew()).isZero();
    }
    await().until(() -> shelf.revision(running) == before + 1);
    await().until(() -> shelf.revision(loan) == loanBefore + 1);
    assertThat(shelf.load(running).toByteArray()).startsWith(unrenewed);
    await().until(() -> shelf.count("select count(*) from keeping_trouble") == 0);
    assertThat(verdict(running)).isEqualTo("VALID");
  }

  private static long troubles(String code) {
    return shelf.count("select count(*) from keeping_trouble where code = $1", code);
  }

  private static String verdict(Item item) {
    var report = shelf.reader().get(item.path() + "/documents/" + shelf.document(item) + "/report");
    assertThat(report.status()).as(report.http().body()).isEqualTo(200);
    return report.json().getString("verdict");
  }

  @Test
  @Order(40)
  @DisplayName("on the last evening of ten years everything is still there, for a backup to take")
  void lastEvening() {
    turnTo(BankTime.startOf(lastDay().plusDays(1)).minusSeconds(60));
    assertThat(shelf.keeping().erase()).isZero();
    assertThat(Stream.of(loan, refused, cancelled, stubborn, interrupted).allMatch(shelf::exists))
        .isTrue();
    assertThat(shelf.reader().get(loan.path()).json().getString("keptUntil"))
        .isEqualTo(lastDay().toString());
    assertThat(shelf.reader().get(running.path()).json().getString("keptUntil")).isNull();
    assertThat(shelf.reader().get("/api/contracts?list=ended").http().body())
        .contains("\"keptUntil\":\"" + lastDay() + "\"");
    digests = shelf.digests(loan);
    assertThat(digests).hasSizeGreaterThan(2);
    shelf.run("analyze contract, document");
    assertThat(new Leftovers(WORLD).statistics()).contains("題名Kuroshio", "概要Kuroshio");
    String dump = new Leftovers(WORLD).dump();
    assertThat(dump).contains("題名Kuroshio", "ファイルKuroshio", "概要Kuroshio", digests.getFirst());
    for (Row row :
        shelf.rows(
            """
            select c.blob_id, c.n, c.ciphertext,
              c.n = max(c.n) over (partition by c.blob_id) as last
            from blob_chunk c join document_revision r on r.blob_id = c.blob_id
            join document d on d.id = r.document_id where d.contract_id = $1
            """,
            loan.id())) {
      BACKUP.add(
          new Piece(
              row.getUUID("blob_id"),
              row.getInteger("n"),
              row.getBoolean("last"),
              row.getBuffer("ciphertext").getBytes()));
    }
    shelf.run(
        "create function stay() returns trigger language plpgsql as $$ begin raise exception"
            + " 'stays'; end $$");
    shelf.run(
        "create trigger stay before delete on contract for each row when (old.id = '%s') execute function stay()"
            .formatted(stubborn.id()));
    shelf.run(
        "create function hang() returns trigger language plpgsql as $$ begin perform pg_sleep(120);"
            + " return old; end $$");
    shelf.run(
        "create trigger hang before delete on contract for each row when (old.id = '%s') execute function hang()"
            .formatted(interrupted.id()));
  }

  // All of them ended on this day, or on the day after.
  private static LocalDate lastDay() {
    return BankTime.dayOf(start).plusYears(10);
  }

  @Test
  @Order(50)
  @DisplayName(
      "the next day: erased once, by however many nodes; one that fails holds up no other; killed"
          + " in the middle, all of it is still there")
  void erased() {
    var second = shelf.keeping();
    var third = shelf.keeping();
    turnTo(BankTime.startOf(lastDay().plusDays(2)).plusSeconds(1));
    var races =
        Stream.of(second, third, second)
            .map(hand -> CompletableFuture.runAsync(() -> attempt(hand)))
            .toList();
    await().until(() -> killedInTheMiddle());
    races.forEach(CompletableFuture::join);
    await().until(() -> Stream.of(loan, refused, cancelled).allMatch(shelf::hasRecord));
    assertThat(shelf.exists(loan)).isFalse();
    assertThat(shelf.exists(agreement)).isTrue();
    assertThat(shelf.one("select cancels from contract where id = $1", agreement.id())).isNull();
    for (Item item : List.of(loan, refused, cancelled)) {
      assertThat(events(item)).as("recorded once").isEqualTo(1);
    }
    for (Item item : List.of(stubborn, interrupted)) {
      assertThat(shelf.exists(item)).isTrue();
      assertThat(shelf.hasRecord(item)).isFalse();
      assertThat(events(item)).isZero();
      assertThat(shelf.load(item).toByteArray()).isEqualTo(item.plain());
      await()
          .until(
              () ->
                  shelf.count("select count(*) from keeping_trouble where subject = $1", item.id())
                      == 1);
    }
  }

  private static void attempt(Keeping hand) {
    try {
      hand.erase();
    } catch (Exception itsConnectionWasKilled) {
      assertThat(itsConnectionWasKilled).isNotNull();
    }
  }

  // Kills whoever hangs there, as the end of a node would; true when nobody is left.
  private static boolean killedInTheMiddle() {
    shelf.run(
        """
        select pg_terminate_backend(pid) from pg_stat_activity
        where pid <> pg_backend_pid() and datname = current_database() and wait_event = 'PgSleep'
        """);
    return shelf.count("select count(*) from keeping_trouble where subject = $1", interrupted.id())
        == 1;
  }

  private static long events(Item item) {
    return shelf.count(
        "select count(*) from audit_event where action = 'contract.erased' and subject = $1",
        "contract:" + item.id());
  }

  @Test
  @Order(60)
  @DisplayName("what failed is tried again, and the agreement follows on its own day")
  void triedAgain() {
    shelf.run("drop trigger stay on contract");
    shelf.run("drop trigger hang on contract");
    WORLD.clock().advance(Duration.ofDays(2));
    await().until(() -> Stream.of(stubborn, interrupted, agreement).allMatch(shelf::hasRecord));
    assertThat(shelf.count("select count(*) from keeping_trouble")).isZero();
    assertThat(shelf.count("select count(*) from contract_erasure")).isEqualTo(8);
  }

  @Test
  @Order(70)
  @DisplayName(
      "attack: nothing of an erased contract is left in any table, in the audit trail a digest to"
          + " recognize it by, in the planner's statistics, in Redis, or in clear in any file")
  void nothingIsLeft() {
    var leftovers = new Leftovers(WORLD);
    String dump = leftovers.dump();
    for (Item item :
        List.of(loan, refused, cancelled, agreement, stubborn, interrupted, drawdown, muted)) {
      assertThat(dump).doesNotContain(item.word());
      await().untilAsserted(() -> assertThat(leftovers.statistics()).doesNotContain(item.word()));
    }
    assertThat(dump).contains("Oyashio");
    assertThat(dump).contains("signature.requested", "document.opened");
    for (String digest : digests) {
      assertThat(dump).doesNotContain(digest);
    }
    assertThat(dump.lines().filter(line -> line.contains(loan.id().toString())))
        .as("only the record and the trail know that there was one")
        .allMatch(line -> line.startsWith("contract_erasure ") || line.startsWith("audit_event "));
    String redis = leftovers.redis();
    assertThat(redis).doesNotContain("Kuroshio");
    byte[] plain = loan.plain();
    byte[] middle = Arrays.copyOfRange(plain, plain.length / 2, plain.length / 2 + 40);
    assertThat(leftovers.files(middle)).isEmpty();
  }

  @Test
  @Order(80)
  @DisplayName(
      "attack: with the pieces from an older backup and every key that is left, nothing opens")
  void backupWithoutItsKey() {
    var keys = new EnvelopeKeys(WORLD.node().keys().master());
    var rows = shelf.rows("select purpose, owner_id, wrapped from envelope_key");
    assertThat(rows).isNotEmpty();
    assertThat(BACKUP).isNotEmpty();
    for (Row row : rows) {
      var key =
          keys.open(
              row.getString("purpose"),
              row.getUUID("owner_id"),
              row.getBuffer("wrapped").getBytes());
      for (Piece piece : BACKUP) {
        if (piece.number() == 0) {
          var reader = new ContentCipher(key, piece.blob()).reader();
          assertThatThrownBy(() -> reader.next(piece.ciphertext(), piece.last()))
              .isInstanceOf(VaultException.class);
        }
      }
    }
  }

  @Test
  @Order(90)
  @DisplayName(
      "what is in force is kept and VALID after its first authority's end; the audit trail holds")
  void kept() {
    turnTo(Duration.ofDays(4000));
    assertThat(verdict(running)).isEqualTo("VALID");
    assertThat(AuditChain.verify(WORLD.database().client(), Optional.empty(), checked -> {}))
        .isInstanceOf(AuditChain.Verdict.Intact.class);
  }

  @Test
  @Order(100)
  @DisplayName("whatever table points at a contract, its documents, seats or jobs goes with them")
  void everythingGoesWithIt() {
    var staying =
        shelf.rows(
            """
            select conrelid::regclass::text || '.' || conname as name from pg_constraint
            where contype = 'f' and confdeltype not in ('c', 'n')
              and confrelid in ('contract'::regclass, 'document'::regclass)
            """);
    assertThat(staying.stream().map(row -> row.getString("name"))).isEmpty();
  }
}
