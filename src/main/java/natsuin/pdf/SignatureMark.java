package natsuin.pdf;

import java.time.Instant;

/**
 * The visible mark of a signature, after the impression of a seal: a vermilion ring with the name,
 * and beside it name, standing and time.
 *
 * @param name who signs, as it is to be read, for example 丸の内 花子
 * @param standing why, for example 債務者; empty for none
 * @param time printed in Asia/Tokyo to the minute
 * @param place where it goes
 */
public record SignatureMark(String name, String standing, Instant time, Place place) {

  /** Where a mark goes; lengths in points of 1/72 inch as the page is shown, turned and cropped. */
  public sealed interface Place {

    /** On the last page at the bottom, beside the marks that are already there. */
    record Automatic() implements Place {}

    /**
     * At a fixed place.
     *
     * @param page 1 for the first
     * @param left from the visible page's left edge to the mark's
     * @param bottom from the visible page's lower edge to the mark's
     */
    record At(int page, double left, double bottom) implements Place {}
  }
}
