/**
 * Owns the bytes of documents: encrypted under a key of their own, in pieces, revision upon
 * revision, never rewritten (SEC-1). Must not know what a document says, who may read it or why
 * something is appended.
 */
@org.jspecify.annotations.NullMarked
package natsuin.documents;
