package natsuin.verification;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes XHTML; every value is escaped on its way in. */
final class Xhtml {
  private final StringBuilder out = new StringBuilder();

  /** Markup of our own, as it is. */
  Xhtml raw(String markup) {
    out.append(markup);
    return this;
  }

  /** Text, escaped; characters that XML cannot hold become a replacement mark. */
  Xhtml text(String text) {
    text.codePoints().forEach(this::character);
    return this;
  }

  /** An element with text in it. */
  Xhtml element(String name, String style, String text) {
    return open(name, style).text(text).raw("</" + name + ">");
  }

  Xhtml open(String name, String style) {
    out.append('<').append(name);
    if (!style.isEmpty()) {
      out.append(" class=\"").append(style).append('"');
    }
    out.append('>');
    return this;
  }

  /** A row of a table of facts; left out where there is nothing to say. */
  Xhtml fact(String label, @Nullable String value) {
    return fact(label, value, "");
  }

  Xhtml fact(String label, @Nullable String value, String style) {
    if (value != null && !value.isEmpty()) {
      raw("<tr>").element("th", "", label).element("td", style, value).raw("</tr>");
    }
    return this;
  }

  Xhtml header(List<String> labels) {
    raw("<thead><tr>");
    labels.forEach(label -> element("th", "", label));
    return raw("</tr></thead>");
  }

  Xhtml row(String style, List<String> cells) {
    open("tr", style);
    cells.forEach(cell -> element("td", "", cell));
    return raw("</tr>");
  }

  private void character(int c) {
    switch (c) {
      case '&' -> out.append("&amp;");
      case '<' -> out.append("&lt;");
      case '>' -> out.append("&gt;");
      case '"' -> out.append("&quot;");
      default -> out.appendCodePoint(allowed(c) ? c : 0xFFFD);
    }
  }

  private static boolean allowed(int c) {
    return c == '\t' || c == '\n' || (c >= 0x20 && c != 0xFFFE && c != 0xFFFF && !surrogate(c));
  }

  private static boolean surrogate(int c) {
    return c >= 0xD800 && c <= 0xDFFF;
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
