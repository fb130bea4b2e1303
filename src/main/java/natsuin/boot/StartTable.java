package natsuin.boot;

import java.util.ArrayList;
import java.util.List;

/** What runs where, for the person who started it. */
final class StartTable {
  private StartTable() {}

  static String of(Node node) {
    var configuration = node.configuration();
    var rows = new ArrayList<List<String>>();
    rows.add(List.of("Natsuin", "http://localhost:" + configuration.http().port() + "/"));
    rows.add(List.of("Employers", configuration.employers().baseUrl() + "/"));
    if (configuration.mode().isTrial()) {
      rows.add(List.of("Mailbox", configuration.http().baseUrl() + "/dev/mailbox/"));
      rows.add(List.of("Data", configuration.data().toString()));
    }
    rows.add(List.of("PostgreSQL", String.join(", ", configuration.postgres().hosts())));
    rows.add(List.of("Redis", String.join(", ", configuration.redis().authorities())));
    rows.add(List.of("Cluster", String.join(", ", node.cluster().nodes())));
    var text = new StringBuilder(System.lineSeparator());
    for (var row : rows) {
      text.append("  %-12s %s%n".formatted(row.getFirst(), row.getLast()));
    }
    return text.toString();
  }
}
