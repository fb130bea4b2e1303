/**
 * Owns contracts from the upload of their files to their conclusion: creating, listing, showing,
 * reading, ticking, refusing, concluding. Must not know how a signature is made nor how bytes are
 * encrypted.
 */
@org.jspecify.annotations.NullMarked
package natsuin.contracts;
