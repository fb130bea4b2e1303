package natsuin.ledger;

import io.vertx.core.http.HttpServerResponse;

/** Sends a list as a file to save. */
final class CsvAnswer {
  private CsvAnswer() {}

  static void send(HttpServerResponse response, String name, ExportList.File file) {
    response
        .putHeader("Content-Type", "text/csv; charset=utf-8; header=present")
        .putHeader("Content-Disposition", "attachment; filename=\"%s.csv\"".formatted(name))
        .putHeader("Cache-Control", "no-store")
        .end(file.text());
  }
}
