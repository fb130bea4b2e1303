/**
 * Owns who is logged in, until when, and that it can end at once on every node (SEC-2). Must not
 * know how somebody proved who he is.
 */
@org.jspecify.annotations.NullMarked
package natsuin.sessions;
