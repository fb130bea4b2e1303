/**
 * Owns an employer's user's way to a client certificate: user ID and password, code, the issue
 * itself and its file that is handed over once, and the mails before and at its end (EMP-6, EMP-7).
 * Must not know what a certificate opens, nor how the authority's key acts.
 */
@org.jspecify.annotations.NullMarked
package natsuin.clientissue;
