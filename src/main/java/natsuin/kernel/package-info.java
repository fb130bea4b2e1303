/**
 * The earth that everything stands on: identifiers, the acting person, failures, plain records.
 * Knows nothing but {@code java.*}.
 */
@org.jspecify.annotations.NullMarked
package natsuin.kernel;
