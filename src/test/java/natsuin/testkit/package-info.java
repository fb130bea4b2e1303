/**
 * What tests stand on: a world with real servers and the whole program in it, and a clock to turn.
 * Must not know what any single test wants.
 */
@org.jspecify.annotations.NullMarked
package natsuin.testkit;
