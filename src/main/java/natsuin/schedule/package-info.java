/**
 * Owns when recurring tasks run, and that each runs once in the cluster. Must not know what they
 * do.
 */
@org.jspecify.annotations.NullMarked
package natsuin.schedule;
