package natsuin.pdf;

/**
 * How far reading goes.
 *
 * @param maxObjects most entries in all cross-reference sections
 * @param maxDepth deepest nesting
 * @param maxDecoded largest structural stream after decompression, bytes
 * @param onEachStep runs at each section; may throw to end the reading
 */
record ReadLimits(int maxObjects, int maxDepth, int maxDecoded, Runnable onEachStep) {
  /** For files that the intake has let in. */
  static final ReadLimits TRUSTING = new ReadLimits(4_000_000, 256, 1 << 29);

  /** Without steps. */
  ReadLimits(int maxObjects, int maxDepth, int maxDecoded) {
    this(maxObjects, maxDepth, maxDecoded, () -> {});
  }
}
