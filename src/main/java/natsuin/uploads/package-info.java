/**
 * Owns the files that customers send: taken, named, scanned for viruses, examined, kept encrypted
 * and shown page by page (DOC-3, DOC-4, SEC-1). Must not know what a file proves or who decides on
 * it.
 */
@org.jspecify.annotations.NullMarked
package natsuin.uploads;
