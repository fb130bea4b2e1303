package natsuin.kernel;

import java.util.function.Function;

/** Finds the constant that goes by a name in JSON or in the database. */
public final class Codes {
  private Codes() {}

  /**
   * The constant whose code is this.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static <T> T find(T[] values, Function<T, String> codeOf, String code) {
    for (T value : values) {
      if (codeOf.apply(value).equals(code)) {
        return value;
      }
    }
    throw new IllegalArgumentException("unknown code " + code);
  }
}
