package natsuin.boot;

/** How log lines look. */
public record LogConfiguration(Format format) {
  /** For people or for collectors. */
  public enum Format {
    /** Lines to read. */
    HUMAN,
    /** One JSON object a line. */
    JSON
  }
}
