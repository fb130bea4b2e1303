package natsuin.http;

import io.vertx.ext.web.RoutingContext;
import java.security.SecureRandom;
import java.util.HexFormat;

/** A name for each request, in its answer, its problem document and its log lines. */
public final class RequestId {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String KEY = "natsuin.request-id";

  private RequestId() {}

  /** Gives the request its name; before everything else. */
  public static void assign(RoutingContext context) {
    String id = HexFormat.of().toHexDigits(RANDOM.nextLong());
    context.put(KEY, id);
    context.response().putHeader("X-Request-Id", id);
    context.next();
  }

  /** The request's name. */
  public static String of(RoutingContext context) {
    String id = context.get(KEY);
    return id == null ? "-" : id;
  }
}
