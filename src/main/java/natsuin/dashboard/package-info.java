/**
 * The branch's working place: its day at a glance, what waits for whom, and who looks after what.
 * Reads what others write; of its own it keeps only who takes care of a contract.
 */
@org.jspecify.annotations.NullMarked
package natsuin.dashboard;
