/** Starts the program; knows only the order of things. Must not hold logic of its own. */
@org.jspecify.annotations.NullMarked
package natsuin;
