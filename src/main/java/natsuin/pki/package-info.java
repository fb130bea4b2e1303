/**
 * Certificates, revocation, timestamps and signature containers: our own certification authority,
 * and Bouncy Castle's only door. Must not know HTTP, databases, PDF, or who signs what and why;
 * bytes in, bytes out, and the time is given.
 */
@org.jspecify.annotations.NullMarked
package natsuin.pki;
