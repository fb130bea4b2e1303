/**
 * Owns a user's way to a signing certificate: the request for a new one, the first PIN, the issue,
 * the change of a PIN, its lock, and the end of the certificate's time (CERT). Must not know how
 * keys are kept or documents are looked at.
 */
@org.jspecify.annotations.NullMarked
package natsuin.issuance;
