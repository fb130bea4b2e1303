/**
 * Owns what a node tells about its work to operators' tools: traces, and their names in log lines.
 * Must not know what the work is about, nor whom it concerns.
 */
@org.jspecify.annotations.NullMarked
package natsuin.telemetry;
