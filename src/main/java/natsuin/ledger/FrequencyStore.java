package natsuin.ledger;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Which pairs of characters are frequent, as PostgreSQL has counted them; asked now and then. */
final class FrequencyStore {
  private static final Duration KEPT = Duration.ofMinutes(10);

  private record Known(Instant until, Map<String, Double> frequencies) {}

  private final InstantSource clock;
  private final Map<String, Known> known = new ConcurrentHashMap<>();

  FrequencyStore(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * How to look for this part.
   *
   * @param index {@code contract_parties} or {@code contract_words}
   */
  Future<Probe> probe(SqlClient db, String index, String part) {
    return db.preparedQuery("select search_plain($1) as plain")
        .execute(Tuple.of(part))
        .map(rows -> rows.iterator().next().getString("plain"))
        .compose(plain -> frequencies(db, index).map(all -> Probe.of(plain, all)));
  }

  private Future<Map<String, Double>> frequencies(SqlClient db, String index) {
    var kept = known.get(index);
    if (kept != null && clock.instant().isBefore(kept.until())) {
      return Future.succeededFuture(kept.frequencies());
    }
    return db.preparedQuery(
            """
            select gram, frequency::float8 as frequency from pg_stats s
            cross join unnest(s.most_common_elems::text::text[], s.most_common_elem_freqs)
              as common (gram, frequency)
            where s.schemaname = current_schema() and s.tablename = $1 and gram is not null
            """)
        .execute(Tuple.of(index))
        .map(
            rows -> {
              Map<String, Double> all = new HashMap<>();
              rows.forEach(row -> all.put(row.getString("gram"), row.getDouble("frequency")));
              known.put(index, new Known(clock.instant().plus(KEPT), all));
              return all;
            });
  }
}
