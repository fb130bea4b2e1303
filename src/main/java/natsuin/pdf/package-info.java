/**
 * PDF files: what may be taken in for signing, reading what an increment needs, and writing
 * increments that never touch a byte already there; the only door to PDFBox. Knows nothing of
 * certificates, contracts, databases or the network: bytes in, bytes out, plain Java.
 */
@org.jspecify.annotations.NullMarked
package natsuin.pdf;
