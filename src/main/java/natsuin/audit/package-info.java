/**
 * Owns the audit trail: append-only, hash-chained, without gaps (SEC-4). Must not know what the
 * recorded acts mean, and never holds a personal name, address, code or secret.
 */
@org.jspecify.annotations.NullMarked
package natsuin.audit;
