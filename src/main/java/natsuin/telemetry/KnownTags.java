package natsuin.telemetry;

import io.vertx.core.spi.tracing.TagExtractor;
import java.util.Set;

/**
 * Of what is told about a request, what is known to say nothing of persons: no query, no peer's
 * address, no user. Statements are SQL with places for values, Redis commands without arguments.
 */
record KnownTags<T>(TagExtractor<T> all) implements TagExtractor<T> {
  private static final Set<String> KNOWN =
      Set.of(
          "http.request.method",
          "http.response.status_code",
          "url.scheme",
          "url.path",
          "messaging.destination.name",
          "messaging.operation.name",
          "messaging.system",
          "db.operation.name",
          "db.query.summary",
          "db.query.text",
          "db.statement",
          "db.system",
          "db.system.name",
          "db.type",
          "server.address",
          "server.port");

  @Override
  public int len(T told) {
    int known = 0;
    for (int i = 0; i < all.len(told); i++) {
      known += isKnown(told, i) ? 1 : 0;
    }
    return known;
  }

  @Override
  public String name(T told, int index) {
    return all.name(told, place(told, index));
  }

  @Override
  public String value(T told, int index) {
    return all.value(told, place(told, index));
  }

  private boolean isKnown(T told, int place) {
    return KNOWN.contains(all.name(told, place));
  }

  private int place(T told, int index) {
    int left = index;
    for (int i = 0; i < all.len(told); i++) {
      if (isKnown(told, i) && left-- == 0) {
        return i;
      }
    }
    throw new IndexOutOfBoundsException(index);
  }
}
