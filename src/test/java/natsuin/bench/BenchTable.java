package natsuin.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Figures in rows and columns, for people and for machines. */
public final class BenchTable {
  private final String title;
  private final List<String> columns;
  private final List<List<String>> rows = new ArrayList<>();

  /** An empty table. */
  public BenchTable(String title, String... columns) {
    this.title = title;
    this.columns = List.of(columns);
  }

  /** Adds a row; numbers are shown with three digits that count. */
  public BenchTable row(Object... cells) {
    List<String> row = new ArrayList<>();
    for (Object cell : cells) {
      row.add(cell instanceof Double d ? number(d) : cell.toString());
    }
    rows.add(row);
    return this;
  }

  private static String number(double value) {
    if (value >= 100) {
      return "%.0f".formatted(value);
    }
    return value >= 10
        ? "%.1f".formatted(value)
        : value >= 1 ? "%.2f".formatted(value) : "%.3f".formatted(value);
  }

  /** For people. */
  public String text() {
    StringBuilder text = new StringBuilder("\n" + title + "\n");
    line(text, columns);
    rows.forEach(row -> line(text, row));
    return text.toString();
  }

  private void line(StringBuilder text, List<String> cells) {
    for (int i = 0; i < cells.size(); i++) {
      int width = columns.get(i).length();
      for (List<String> row : rows) {
        width = Math.max(width, row.get(i).length());
      }
      String pattern = i == 0 ? "%-" + width + "s" : "  %" + width + "s";
      text.append(pattern.formatted(cells.get(i)));
    }
    text.append('\n');
  }

  /** For machines. */
  public static String json(List<BenchTable> tables) throws JsonProcessingException {
    List<Map<String, Object>> all = tables.stream().map(BenchTable::toMap).toList();
    return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(all);
  }

  private Map<String, Object> toMap() {
    List<Map<String, String>> objects = new ArrayList<>();
    for (List<String> row : rows) {
      Map<String, String> object = new LinkedHashMap<>();
      for (int i = 0; i < columns.size(); i++) {
        object.put(columns.get(i), row.get(i));
      }
      objects.add(object);
    }
    return Map.of("title", title, "rows", objects);
  }
}
