/**
 * Owns the names of the channels between nodes and the typed ends of each. Must not know who speaks
 * or listens.
 */
@org.jspecify.annotations.NullMarked
package natsuin.bus;
