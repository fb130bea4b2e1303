package natsuin.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import natsuin.kernel.Failure;
import natsuin.kernel.FailureException;
import natsuin.kernel.Ids;
import natsuin.testkit.World;
import natsuin.vault.EnvelopeKeys;
import natsuin.vault.MasterKeys;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("Documents at rest: encrypted, appended to, never rewritten (SEC-1)")
class DocumentStoreIT {
  @RegisterExtension static final World WORLD = new World();

  private static final int MIB = 1 << 20;
  private final Random random = new Random(7);
  private ContentKeyStore keys;
  private DocumentStore documents;
  private ContentKey key;
  private UUID contract;

  @BeforeEach
  void aContract() {
    var master = MasterKeys.of(Map.of("2026-1", bytes(32)));
    keys = new ContentKeyStore(new EnvelopeKeys(master), WORLD.clock());
    documents = new DocumentStore(keys, WORLD.clock());
    contract = Ids.next(WORLD.clock());
    key = tx(tx -> keys.create(tx, "contract", contract));
    tx(tx -> insertContract(tx, contract));
  }

  @Test
  @DisplayName("What was kept comes back, whole and piece by piece, whatever its size")
  void comesBack() {
    for (int size : new int[] {0, 1, MIB - 1, MIB, MIB + 1, 5 * MIB + 17}) {
      var content = bytes(size);
      var document = document(content);
      assertThat(read(document, 0)).isEqualTo(content);
      assertThat(get(documents.load(db(), document, 0)).toByteArray()).isEqualTo(content);
    }
  }

  @Test
  @DisplayName("Every revision can be read again after others were appended")
  void everyRevision() {
    var first = bytes(MIB + 100);
    var second = bytes(3000);
    var third = bytes(2 * MIB);
    var document = document(first);
    append(document, 0, first, second);
    append(document, 1, concat(first, second), third);

    assertThat(read(document, 0)).isEqualTo(first);
    assertThat(read(document, 1)).isEqualTo(concat(first, second));
    assertThat(read(document, 2)).isEqualTo(concat(first, second, third));
    assertThat(get(documents.load(db(), document, 2)).parts()).hasSize(3);
    assertThat(get(documents.revisions(db(), document)))
        .extracting(Revision::what)
        .containsExactly("upload", "signature", "signature");
  }

  @Test
  @DisplayName("Of two who append to the same revision, one does and the other is told")
  void oneAppends() {
    var first = bytes(1000);
    var document = document(first);
    append(document, 0, first, bytes(10));
    assertThatThrownBy(() -> append(document, 0, first, bytes(10)))
        .isInstanceOfSatisfying(
            FailureException.class,
            refused ->
                assertThat(refused.failure()).isEqualTo(new Failure.Conflict("document-changed")));
    assertThat(get(documents.revisions(db(), document))).hasSize(2);
  }

  @Test
  @DisplayName("What was appended in a transaction that failed was never appended")
  void rolledBack() {
    var first = bytes(1000);
    var document = document(first);
    assertThatThrownBy(
            () ->
                tx(
                    tx ->
                        documents
                            .append(tx, increment(document, 0, first, bytes(10)))
                            .compose(done -> Future.failedFuture("changed my mind"))))
        .hasMessage("changed my mind");
    assertThat(read(document, 0)).isEqualTo(first);
    assertThat(get(documents.revisions(db(), document))).hasSize(1);
  }

  @Test
  @DisplayName("The database never sees a byte of it in the clear")
  void ciphertext() {
    var content = "金銭消費貸借契約書".repeat(2000).getBytes(java.nio.charset.StandardCharsets.UTF_8);
    document(content);
    var stored =
        get(db().query("select ciphertext from blob_chunk").execute()).stream()
            .map(row -> row.getBuffer(0).toString(java.nio.charset.StandardCharsets.UTF_8))
            .toList();
    assertThat(stored).isNotEmpty().noneMatch(text -> text.contains("契約書"));
  }

  @Test
  @DisplayName("Attack: a flipped bit in a stored piece is found before the last byte goes out")
  void flippedBit() {
    var document = document(bytes(3 * MIB));
    change(
        """
        update blob_chunk set ciphertext = set_byte(ciphertext, 500, 255 - get_byte(ciphertext, 500))
        where n = 2 and blob_id = (select blob_id from document_revision where document_id = $1)
        """,
        document);
    assertDamaged(document);
  }

  @Test
  @DisplayName("Attack: two pieces exchanged")
  void exchangedPieces() {
    var document = document(bytes(3 * MIB));
    change(
        """
        update blob_chunk c set ciphertext = o.ciphertext from blob_chunk o
        where c.blob_id = o.blob_id and c.n in (0, 1) and o.n = 1 - c.n
          and c.blob_id = (select blob_id from document_revision where document_id = $1)
        """,
        document);
    assertDamaged(document);
  }

  @Test
  @DisplayName("Attack: the end cut off, and the record of its size with it")
  void cutOff() {
    var document = document(bytes(3 * MIB));
    change(
        """
        with gone as (delete from blob_chunk where n = 2
          and blob_id = (select blob_id from document_revision where document_id = $1)
          returning blob_id)
        update blob set size = %d from gone where id = gone.blob_id
        """
            .formatted(2 * MIB),
        document);
    assertDamaged(document);
  }

  @Test
  @DisplayName("Attack: another contract's file put in its place")
  void anotherFile() {
    var document = document(bytes(1000));
    var other = document(bytes(1000));
    get(
        db().preparedQuery(
                """
                update document_revision set blob_id =
                  (select blob_id from document_revision where document_id = $2)
                where document_id = $1
                """)
            .execute(Tuple.of(document, other)));
    assertDamaged(document);
  }

  @Test
  @DisplayName("Attack: a revision taken out of the middle")
  void revisionTakenOut() {
    var first = bytes(1000);
    var second = bytes(10);
    var document = document(first);
    append(document, 0, first, second);
    append(document, 1, concat(first, second), bytes(10));
    change("delete from document_revision where document_id = $1 and revision = 1", document);
    assertThatThrownBy(() -> read(document, 2)).isInstanceOf(DamagedDocumentException.class);
  }

  @Test
  @DisplayName("Destroying the key erases the documents under it")
  void destroyedKey() {
    var document = document(bytes(1000));
    change("delete from document_revision where document_id = $1", document);
    tx(tx -> tx.query("update contract set key_id = null").execute().mapEmpty());
    tx(tx -> keys.destroy(tx, key.id()));
    assertThat(
            get(db().preparedQuery("select count(*) from blob where key_id = $1")
                    .execute(Tuple.of(key.id())))
                .iterator()
                .next()
                .getLong(0))
        .isZero();
  }

  private void assertDamaged(UUID document) {
    assertThatThrownBy(() -> read(document, 0)).isInstanceOf(DamagedDocumentException.class);
    assertThatThrownBy(() -> get(documents.load(db(), document, 0)))
        .isInstanceOf(DamagedDocumentException.class);
  }

  private void change(String sql, UUID document) {
    get(db().preparedQuery(sql).execute(Tuple.of(document)));
  }

  private UUID document(byte[] content) {
    var id = Ids.next(WORLD.clock());
    var upload = tx(tx -> keys.create(tx, "upload", id));
    var file = tx(tx -> documents.keepFile(tx, upload, content, Sha256.of(content)));
    tx(
        tx ->
            documents.add(
                tx,
                new NewDocument(id, contract, random.nextInt(), "contract", "契約書", "a.pdf", 1),
                file,
                key));
    return id;
  }

  private void append(UUID document, int base, byte[] before, byte[] added) {
    tx(tx -> documents.append(tx, increment(document, base, before, added)));
  }

  private static Increment increment(UUID document, int base, byte[] before, byte[] added) {
    var whole = concat(before, added);
    return new Increment(document, base, added, whole.length, Sha256.of(whole), "signature");
  }

  private byte[] read(UUID document, int revision) {
    var reader = get(documents.read(db(), document, revision));
    var all = new ByteArrayOutputStream();
    while (reader.hasNext()) {
      all.writeBytes(get(reader.next()));
    }
    assertThat(reader.size()).isEqualTo(all.size());
    return all.toByteArray();
  }

  private byte[] bytes(int size) {
    var bytes = new byte[size];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] concat(byte[]... parts) {
    var all = new ByteArrayOutputStream();
    for (var part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  private static Future<Void> insertContract(SqlConnection tx, UUID contract) {
    var branch = Ids.next(WORLD.clock());
    return tx.preparedQuery("insert into branch values ($1, $2, '本店', 'Head')")
        .execute(Tuple.of(branch, branch.toString()))
        .compose(
            done ->
                tx.preparedQuery(
                        """
                        insert into staff values ($1, $1, $2, '担当', 'a@example.jp', 'officer', '',
                          null, now())
                        """)
                    .execute(Tuple.of(branch, branch.toString())))
        .compose(
            done ->
                tx.preparedQuery(
                        """
                        insert into contract (id, number, branch_id, officer_id, summary,
                          applied_on, planned_on, state, mark_visible, created_at, sent_at)
                        values ($1, $2, $3, $3, '貸出', '2026-01-01', '2026-01-02', 'signing',
                          true, now(), now())
                        """)
                    .execute(Tuple.of(contract, contract.toString(), branch)))
        .mapEmpty();
  }

  private static io.vertx.sqlclient.SqlClient db() {
    return WORLD.database().client();
  }

  private static <T> T tx(Function<SqlConnection, Future<T>> work) {
    return get(WORLD.database().tx(work));
  }

  private static <T> T get(Future<T> future) {
    return future.await();
  }
}
