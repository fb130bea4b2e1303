package natsuin.documents;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.UUID;
import natsuin.kernel.Ids;
import natsuin.vault.EnvelopeKeys;

/** Keys of contents, one per contract or upload, wrapped under the master key (SEC-1). */
public final class ContentKeyStore {
  private final EnvelopeKeys envelopes;
  private final InstantSource clock;

  /** Keys in these envelopes. */
  public ContentKeyStore(EnvelopeKeys envelopes, InstantSource clock) {
    this.envelopes = envelopes;
    this.clock = clock;
  }

  /** Makes and keeps a key for one owner; {@code purpose} such as {@code contract}. */
  public Future<ContentKey> create(SqlClient tx, String purpose, UUID owner) {
    var fresh = envelopes.create(purpose, owner);
    var id = Ids.next(clock);
    return tx.preparedQuery(
            """
            insert into envelope_key (id, purpose, owner_id, master_id, wrapped, created_at)
            values ($1, $2, $3, $4, $5, $6)
            """)
        .execute(
            Tuple.of(
                id,
                purpose,
                owner,
                fresh.wrapped().masterId(),
                Buffer.buffer(fresh.wrapped().wrapped()),
                clock.instant().atOffset(ZoneOffset.UTC)))
        .map(new ContentKey(id, fresh.key()));
  }

  /** The key of this identifier; fails with {@link DamagedDocumentException} if it is gone. */
  public Future<ContentKey> find(SqlClient client, UUID id) {
    return client
        .preparedQuery("select purpose, owner_id, wrapped from envelope_key where id = $1")
        .execute(Tuple.of(id))
        .map(
            rows -> {
              if (rows.size() == 0) {
                throw new DamagedDocumentException(id, "its key is gone");
              }
              var row = rows.iterator().next();
              return new ContentKey(
                  id,
                  envelopes.open(
                      row.getString("purpose"),
                      row.getUUID("owner_id"),
                      row.getBuffer("wrapped").getBytes()));
            });
  }

  /** Destroys the key and with it everything that it encrypts. */
  public Future<Void> destroy(SqlClient tx, UUID id) {
    return tx.preparedQuery("delete from envelope_key where id = $1")
        .execute(Tuple.of(id))
        .mapEmpty();
  }
}
