/**
 * The story of identity documents: what a customer agrees to, chooses, uploads and sends, and what
 * the branch makes of it (DOC, STAFF-2). Must not know how files are scanned or kept, or how a
 * certificate is issued.
 */
@org.jspecify.annotations.NullMarked
package natsuin.identity;
