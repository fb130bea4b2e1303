/**
 * Owns the conversation with clamd (INSTREAM), and what counts as a clean answer: nothing but a
 * plain OK for exactly the bytes that were sent (DOC-4). Must not know whose bytes they are or what
 * becomes of them.
 */
@org.jspecify.annotations.NullMarked
package natsuin.scanner;
