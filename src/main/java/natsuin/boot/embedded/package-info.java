/**
 * Runs real PostgreSQL, Redis and a mail catcher beside the program for development and trial, on
 * data that survives. Must not be known by anything but the assembly; the program itself cannot
 * tell embedded servers from others.
 */
@org.jspecify.annotations.NullMarked
package natsuin.boot.embedded;
