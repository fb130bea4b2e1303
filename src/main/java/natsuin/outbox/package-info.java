/**
 * Owns mail on its way out: written with the change that causes it, sent at least once. Must not
 * know why a mail is sent.
 */
@org.jspecify.annotations.NullMarked
package natsuin.outbox;
