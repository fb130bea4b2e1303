package natsuin.audit;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** The rows of the chain. */
final class AuditStore {
  /** Names the one writer at a time, among all advisory locks of this database. */
  private static final long WRITER = 0x6e617473_61756474L;

  /** The end of the chain: the last event's number and hash. */
  record Head(long seq, byte[] hash) {}

  private AuditStore() {}

  /**
   * Waits until no other transaction writes, and holds others off until this one ends. The second
   * statement is sent without waiting for the first; it sees what the writer before committed,
   * because each statement of a read-committed transaction has a snapshot of its own.
   */
  static Future<Head> lockHead(SqlConnection db) {
    var locked = db.preparedQuery("select pg_advisory_xact_lock($1)").execute(Tuple.of(WRITER));
    var head = head(db);
    return locked.compose(done -> head);
  }

  static Future<Head> head(SqlClient db) {
    return db.preparedQuery("select seq, hash from audit_event order by seq desc limit 1")
        .execute()
        .map(
            rows -> {
              if (rows.size() == 0) {
                return new Head(0, AuditHash.NONE);
              }
              Row row = rows.iterator().next();
              return new Head(row.getLong("seq"), row.getBuffer("hash").getBytes());
            });
  }

  static Future<Void> append(SqlConnection db, AuditEvent event) {
    return db.preparedQuery(
            """
            insert into audit_event (seq, at, actor, action, subject, branch_id, detail, previous, hash)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """)
        .execute(
            Tuple.tuple()
                .addLong(event.seq())
                .addOffsetDateTime(event.at().atOffset(ZoneOffset.UTC))
                .addString(event.actor())
                .addString(event.action())
                .addString(event.subject())
                .addUUID(event.branch())
                .addJsonObject(event.detail())
                .addBuffer(Buffer.buffer(event.previous()))
                .addBuffer(Buffer.buffer(event.hash())))
        .mapEmpty();
  }

  /** The next events after this number, in order. */
  static Future<List<AuditEvent>> after(SqlClient db, long seq, int limit) {
    return db.preparedQuery(
            """
            select seq, at, actor, action, subject, branch_id, detail, previous, hash
            from audit_event where seq > $1 order by seq limit $2
            """)
        .execute(Tuple.of(seq, limit))
        .map(
            rows -> {
              var events = new ArrayList<AuditEvent>();
              rows.forEach(row -> events.add(read(row)));
              return events;
            });
  }

  private static AuditEvent read(Row row) {
    Object detail = row.getValue("detail");
    return new AuditEvent(
        row.getLong("seq"),
        row.getOffsetDateTime("at").toInstant(),
        row.getString("actor"),
        row.getString("action"),
        row.getString("subject"),
        row.getUUID("branch_id"),
        detail instanceof JsonObject object ? object : new JsonObject().put("", detail),
        row.getBuffer("previous").getBytes(),
        row.getBuffer("hash").getBytes());
  }
}
