/**
 * Judges signed PDF files by EU DSS under a policy of our own, by a strict comparison of their
 * revisions, and by the service's own record, and reports in Japanese and English. It must not know
 * who signs, which contracts exist, or any network: it believes only the file and the trust
 * anchors.
 */
@org.jspecify.annotations.NullMarked
package natsuin.verification;
