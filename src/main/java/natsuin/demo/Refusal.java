package natsuin.demo;

import io.vertx.core.json.JsonObject;
import java.util.stream.Collectors;

/** The product said no, in a problem document (RFC 9457); the message is the product's own. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String code;

  private Refusal(String code, String message) {
    super(message);
    this.code = code;
  }

  static Refusal of(int status, JsonObject problem) {
    String message = problem.getString("title", "HTTP " + status);
    String detail = problem.getString("detail");
    if (detail != null && !detail.equals(message)) {
      message += " " + detail;
    }
    String reasons =
        problem.getJsonArray("errors", new io.vertx.core.json.JsonArray()).stream()
            .map(reason -> "\n  - " + ((JsonObject) reason).getString("message"))
            .collect(Collectors.joining());
    return new Refusal(problem.getString("code", "http-" + status), message + reasons);
  }

  /** The problem's stable code. */
  String code() {
    return code;
  }
}
