package natsuin.employerdesk;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A file of employers as columns: every heading is known, none is missing. */
final class Sheet {
  /** Employers in one file. */
  static final int MOST = 500;

  private Sheet() {}

  /**
   * A line under the headings.
   *
   * @param typed by the names of {@link Column#field()}
   * @param tooLong whether there are more cells than headings
   */
  record Row(int line, JsonObject typed, boolean tooLong) {}

  /** Fails as Invalid where it is no such file. */
  static List<Row> read(byte[] file) {
    List<CsvText.Line> lines = CsvText.read(file, MOST + 1);
    if (lines.size() < 2) {
      throw CsvText.wrong("csv-empty", Map.of());
    }
    List<Optional<Column>> columns = columns(lines.getFirst().cells());
    return lines.stream().skip(1).map(line -> row(line, columns)).toList();
  }

  private static List<Optional<Column>> columns(List<String> headings) {
    var seen = EnumSet.noneOf(Column.class);
    var columns = new ArrayList<Optional<Column>>();
    for (String heading : headings) {
      if (heading.isBlank()) {
        columns.add(Optional.empty());
        continue;
      }
      Column column = Column.of(heading).orElseThrow(() -> refused("csv-column-unknown", heading));
      if (!seen.add(column)) {
        throw refused("csv-column-twice", heading);
      }
      columns.add(Optional.of(column));
    }
    requireAll(seen);
    return columns;
  }

  private static RuntimeException refused(String code, String heading) {
    String shown = heading.length() > 40 ? heading.substring(0, 40) : heading;
    return CsvText.wrong(code, Map.of("column", shown));
  }

  private static void requireAll(Set<Column> seen) {
    String missing =
        Stream.of(Column.values())
            .filter(column -> column.isRequired() && !seen.contains(column))
            .map(Column::heading)
            .collect(Collectors.joining("、"));
    if (!missing.isEmpty()) {
      throw CsvText.wrong("csv-columns", Map.of("columns", missing));
    }
  }

  private static Row row(CsvText.Line line, List<Optional<Column>> columns) {
    var typed = new JsonObject();
    boolean tooLong = false;
    for (int i = 0; i < line.cells().size(); i++) {
      String cell = line.cells().get(i);
      Optional<Column> column = i < columns.size() ? columns.get(i) : Optional.empty();
      if (column.isPresent()) {
        typed.put(column.get().field(), cell);
      } else {
        tooLong |= !cell.isBlank();
      }
    }
    return new Row(line.number(), typed, tooLong);
  }
}
