/**
 * Owns the counting of wrong tries at a secret, and when it closes (LOGIN-3). Must not know what
 * the secret is or whose it is.
 */
@org.jspecify.annotations.NullMarked
package natsuin.lockout;
