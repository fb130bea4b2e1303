package natsuin.signing;

import natsuin.pdf.DocumentBytes;

/**
 * A document in memory.
 *
 * @param revision which one it is
 * @param uploaded the same as it was before anybody signed
 */
record WorkingCopy(int revision, DocumentBytes bytes, DocumentBytes uploaded) {}
