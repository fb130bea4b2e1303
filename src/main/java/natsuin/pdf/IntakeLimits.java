package natsuin.pdf;

import java.time.Duration;

/**
 * How much a file may ask of us.
 *
 * @param maxBytes largest file, bytes
 * @param maxPages most pages
 * @param maxObjects most indirect objects, in all revisions and object streams together
 * @param maxDepth deepest nesting of arrays and dictionaries
 * @param maxStreamBytes largest single stream after decompression, bytes
 * @param maxExpandedBytes all streams together after decompression, bytes
 * @param maxRatio largest expansion of a stream above one mebibyte, as a factor
 * @param maxPixels most pixels in one image
 * @param maxTime longest examination
 */
public record IntakeLimits(
    long maxBytes,
    int maxPages,
    int maxObjects,
    int maxDepth,
    long maxStreamBytes,
    long maxExpandedBytes,
    int maxRatio,
    long maxPixels,
    Duration maxTime) {

  private static final long MIB = 1L << 20;

  /** Limits for what a bank's systems produce: 50 MiB, 500 pages. */
  public static IntakeLimits standard() {
    return new IntakeLimits(
        50 * MIB,
        500,
        400_000,
        64,
        256 * MIB,
        1024 * MIB,
        300,
        200_000_000L,
        Duration.ofSeconds(20));
  }
}
