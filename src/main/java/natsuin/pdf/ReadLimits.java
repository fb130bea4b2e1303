package natsuin.pdf;

/**
 * How far reading goes.
 *
 * @param maxObjects most entries in all cross-reference sections
 * @param maxDepth deepest nesting
 * @param maxDecoded largest structural stream after decompression, bytes
 */
record ReadLimits(int maxObjects, int maxDepth, int maxDecoded) {
  /** For files that the intake has let in. */
  static final ReadLimits TRUSTING = new ReadLimits(4_000_000, 256, 1 << 29);
}
