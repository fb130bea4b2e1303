package natsuin.signing;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;
import natsuin.vault.DataKey;
import natsuin.vault.EnvelopeKeys;

/** The contract's key, under which the state between stages is kept. */
final class WorkKeyStore {
  private WorkKeyStore() {}

  static Future<DataKey> find(SqlClient db, EnvelopeKeys keys, UUID contract) {
    return db.preparedQuery(
            """
            select k.purpose, k.owner_id, k.wrapped
            from contract c join envelope_key k on k.id = c.key_id where c.id = $1
            """)
        .execute(Tuple.of(contract))
        .map(
            rows -> {
              var row = rows.iterator().next();
              return keys.open(
                  row.getString("purpose"),
                  row.getUUID("owner_id"),
                  row.getBuffer("wrapped").getBytes());
            });
  }
}
