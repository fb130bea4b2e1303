package natsuin.verification;

import org.jspecify.annotations.Nullable;

/**
 * What the caller expects of a file.
 *
 * @param level every signature must reach it
 * @param record the service's own record of the document; null where there is none
 */
public record Expectation(Level level, @Nullable ServiceRecord record) {}
