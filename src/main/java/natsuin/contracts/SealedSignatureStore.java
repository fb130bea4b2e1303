package natsuin.contracts;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Which signatures this service has put into a document, by its own record. */
final class SealedSignatureStore {
  private SealedSignatureStore() {}

  /** Serial numbers of the signers' certificates, in the order of their signatures. */
  static Future<List<String>> serials(SqlClient db, UUID document) {
    return db.preparedQuery(
            """
            select serial from signature
            where document_id = $1 and state = 'sealed' order by revision
            """)
        .execute(Tuple.of(document))
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false)
                    .map(row -> row.getString("serial"))
                    .toList());
  }
}
