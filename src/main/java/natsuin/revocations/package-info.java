/**
 * How staff end a customer's signing certificate before its time: one files it with a reason,
 * another confirms it (STAFF-1, STAFF-2, CERT-7). Must not know how revocation lists are made.
 */
@org.jspecify.annotations.NullMarked
package natsuin.revocations;
