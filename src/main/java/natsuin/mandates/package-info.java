/**
 * Owns powers of attorney 委任状: drafted by the system and signed on the spot, or on paper and
 * uploaded; each used once (CERT-4, USER-1). Must not know what it is used for.
 */
@org.jspecify.annotations.NullMarked
package natsuin.mandates;
