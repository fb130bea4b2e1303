package natsuin.kernel;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a configuration value may be. Bounds are inclusive and written as in the file ({@code "1"},
 * {@code "15 min"}, {@code "20 MB"}). Text must not be empty unless {@code empty} says so.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Allowed {
  /** The smallest value; none by default. */
  String from() default "";

  /** The greatest value; none by default. */
  String to() default "";

  /** Whether text, a secret or a list may be empty. */
  boolean empty() default false;
}
