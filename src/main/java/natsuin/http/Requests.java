package natsuin.http;

import io.vertx.core.Handler;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.HttpException;
import java.util.UUID;
import natsuin.kernel.ByteSize;
import natsuin.kernel.Failure;
import org.jspecify.annotations.Nullable;

/** Reading requests: bodies within their limits, identifiers, fields. */
public final class Requests {
  private Requests() {}

  /** Reads a body up to this size into memory; files are not taken. */
  public static Handler<RoutingContext> body(ByteSize limit) {
    return BodyHandler.create(false).setBodyLimit(limit.bytes());
  }

  /** The JSON object in the body; fails as {@link Failure.Malformed} where there is none. */
  public static JsonObject json(RoutingContext context) {
    String type = context.request().getHeader("Content-Type");
    if (type == null || !type.split(";", 2)[0].strip().equalsIgnoreCase("application/json")) {
      throw new HttpException(415);
    }
    try {
      JsonObject json = context.body().asJsonObject();
      if (json != null) {
        return json;
      }
    } catch (DecodeException | ClassCastException notAnObject) {
      throw new Failure.Malformed("not-json").exception();
    }
    throw new Failure.Malformed("not-json").exception();
  }

  /** A text field; fails as {@link Failure.Malformed} where it is something else than text. */
  public static String text(JsonObject json, String field) {
    return switch (json.getValue(field)) {
      case null -> "";
      case String text -> text;
      default -> throw new Failure.Malformed("not-json").exception();
    };
  }

  /** An identifier in the path; fails as {@link Failure.NotFound} where it cannot be one. */
  public static UUID id(RoutingContext context, String parameter) {
    return id(context.pathParam(parameter));
  }

  /** An identifier; fails as {@link Failure.NotFound} where it cannot be one. */
  public static UUID id(@Nullable String text) {
    if (text != null && text.length() == 36) {
      try {
        return UUID.fromString(text);
      } catch (IllegalArgumentException notAnId) {
        throw new Failure.NotFound("not-found").exception();
      }
    }
    throw new Failure.NotFound("not-found").exception();
  }
}
