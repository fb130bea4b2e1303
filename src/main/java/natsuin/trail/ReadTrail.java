package natsuin.trail;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** A page of the trail, newest first; on a virtual thread. */
final class ReadTrail {
  private final TrailStore store;

  ReadTrail(TrailStore store) {
    this.store = store;
  }

  /** The API's {@code TrailPage}. */
  JsonObject page(Search search, long before, int size) {
    List<TrailStore.Event> found =
        store.events(resolved(search), new TrailStore.From(before, true), size + 1).await();
    List<TrailStore.Event> shown = found.subList(0, Math.min(size, found.size()));
    JsonObject page =
        new JsonObject()
            .put("items", new JsonArray(shown.stream().map(ReadTrail::json).toList()))
            .put("names", store.names(named(shown)).await());
    return found.size() > size ? page.put("before", shown.getLast().seq()) : page;
  }

  /** The search with labels and identifiers in place of what people call them. */
  Search resolved(Search search) {
    return new Search(
        search.from(),
        search.to(),
        search.actor().map(actor -> store.actor(actor).await()),
        search.action(),
        search.subject().map(subject -> store.subject(subject).await()),
        search.branch());
  }

  /** The API's {@code TrailEvent}. */
  static JsonObject json(TrailStore.Event event) {
    return new JsonObject()
        .put("seq", event.seq())
        .put("at", event.at().toString())
        .put("actor", event.actor())
        .put("action", event.action())
        .put("subject", event.subject())
        .put("branch", event.branch().map(UUID::toString).orElse(null))
        .put("detail", event.detail())
        .put("hash", event.hash());
  }

  private static List<UUID> named(List<TrailStore.Event> events) {
    List<UUID> ids = new ArrayList<>();
    for (TrailStore.Event event : events) {
      event.branch().ifPresent(ids::add);
      Stream.of(event.actor(), event.subject())
          .map(ReadTrail::identifier)
          .forEach(id -> id.ifPresent(ids::add));
    }
    return ids.stream().distinct().toList();
  }

  private static Optional<UUID> identifier(String label) {
    try {
      return Optional.of(UUID.fromString(label.substring(label.indexOf(':') + 1)));
    } catch (IllegalArgumentException another) {
      return Optional.empty();
    }
  }
}
