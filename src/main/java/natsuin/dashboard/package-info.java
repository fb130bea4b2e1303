/**
 * The branch's day at a glance: every contract that is being signed, who is at which stage, what
 * waits and what failed. Reads what others write and must not change any of it.
 */
@org.jspecify.annotations.NullMarked
package natsuin.dashboard;
