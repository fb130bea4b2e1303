package natsuin.web;

import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import natsuin.http.StaticFiles;
import natsuin.kernel.Failure;
import natsuin.maintenance.Maintenance;

/**
 * Keeps customers out during maintenance (LOGIN-9): their API answers 503, their pages the one that
 * says when service resumes, at the address where they were. Staff, health, the authorities and
 * what pages are made of go on; so do sockets that are open, and everything that was begun.
 */
public final class MaintenanceGate {
  /** What a page needs to say that there is maintenance, and leaving. */
  private static final Set<String> ALWAYS =
      Set.of(
          "GET /api/service",
          "GET /api/openapi.json",
          "GET /api/fields.json",
          "DELETE /api/session",
          "DELETE /api/employer/session");

  private static final Set<String> OPEN_PAGES = Set.of("/maintenance", "/no-cookies", "/no-script");

  private final Maintenance maintenance;
  private final InstantSource clock;

  /** By these windows. */
  public MaintenanceGate(Maintenance maintenance, InstantSource clock) {
    this.maintenance = maintenance;
    this.clock = clock;
  }

  /** Lets a request to the API pass, or fails as {@link Failure.Closed}. */
  void api(RoutingContext context) {
    Optional<Instant> until = maintenance.until();
    if (until.isPresent()
        && !SessionGuard.ofStaff(context)
        && !ALWAYS.contains(context.request().method() + " " + context.normalizedPath())) {
      throw new Failure.Closed("maintenance", until.get(), wait(until.get())).exception();
    }
    context.next();
  }

  /** Sends the page of maintenance in place of a customers' page; false where it may be shown. */
  boolean page(RoutingContext context, StaticFiles files) {
    String path = context.normalizedPath();
    if (path.equals("/staff") || path.startsWith("/staff/") || OPEN_PAGES.contains(path)) {
      return false;
    }
    Optional<Instant> until = maintenance.until();
    until.ifPresent(
        end ->
            context
                .response()
                .putHeader("Retry-After", Long.toString(Math.max(1, wait(end).toSeconds()))));
    return until.isPresent() && files.send(context, "pages/maintenance.html", 503);
  }

  private Duration wait(Instant until) {
    return Duration.between(clock.instant(), until);
  }
}
