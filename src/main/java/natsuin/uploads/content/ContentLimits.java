package natsuin.uploads.content;

import java.time.Duration;

/**
 * How much a file may ask of us.
 *
 * @param pixels most pixels of one picture
 * @param decodedBytes most bytes of one picture when decoded
 * @param pages most pages, sheets or pictures
 * @param entries most entries of an office file
 * @param unpackedBytes most bytes of an office file or PDF when unpacked
 * @param ratio largest expansion of one entry above one mebibyte
 * @param time longest work on one file
 */
record ContentLimits(
    long pixels,
    long decodedBytes,
    int pages,
    int entries,
    long unpackedBytes,
    int ratio,
    Duration time) {
  /** For what phones, scanners and office programs make. */
  static final ContentLimits STANDARD =
      new ContentLimits(64_000_000, 256L << 20, 50, 2000, 128L << 20, 150, Duration.ofSeconds(20));
}
