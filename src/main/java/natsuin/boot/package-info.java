/**
 * Assembles the program reads the configuration, migrates the schema, starts and stops everything
 * in order.:Must not know how any story or duty does its work.
 */
@org.jspecify.annotations.NullMarked
package natsuin.boot;
