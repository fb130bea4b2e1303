package natsuin.employerdesk;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;

/** Hands a letter over, once: nothing on the way may keep it. */
final class LetterAnswer {
  private LetterAnswer() {}

  static void send(HttpServerResponse response, Print print) {
    response
        .putHeader("Content-Type", "application/pdf")
        .putHeader(
            "Content-Disposition", "attachment; filename=\"letter-%s.pdf\"".formatted(print.name()))
        .putHeader("Cache-Control", "no-store")
        .putHeader("Content-Security-Policy", "sandbox; default-src 'none'")
        .end(Buffer.buffer(print.pdf()));
  }
}
