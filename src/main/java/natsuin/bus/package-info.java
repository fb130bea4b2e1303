/**
 * Owns how work and words are handed on: the channels between nodes with the typed ends of each,
 * queues, and bounded pools. Must not know who speaks or listens, or what is worked on.
 */
@org.jspecify.annotations.NullMarked
package natsuin.bus;
