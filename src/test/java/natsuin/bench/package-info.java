/**
 * What {@code bin/bench} runs: figures of ours beside those of others and beside the bare floor.
 */
@org.jspecify.annotations.NullMarked
package natsuin.bench;
