package natsuin.clientissue;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import natsuin.kernel.Failure;

/**
 * A certificate of the user's that is too good to be renewed yet (EMP-7).
 *
 * @param renewableFrom the first day on which another may be issued, in Japan
 */
record Held(LocalDate renewableFrom) {
  /** Nothing where a certificate may be issued. */
  static Future<Optional<Held>> of(SqlClient db, ClientIssueTools tools, UUID user) {
    Instant now = tools.clock().instant();
    return HeldStore.lastDay(db, user, now)
        .map(
            last ->
                last.filter(day -> !tools.validity().renewable(day, now))
                    .map(day -> new Held(tools.validity().renewalOpens(day))));
  }

  Failure stillValid() {
    return new Failure.Conflict("certificate-still-valid", Map.of("renewableFrom", renewableFrom));
  }
}
