package natsuin.pdf;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A signature as the file's own dictionary describes it (ISO 32000-2, 12.8.1); nothing here is
 * proved.
 *
 * @param field full name of the signature field
 * @param timestamp a document timestamp and not a person's signature
 * @param byteRange the numbers as they stand, of any count and size; empty where there are none
 * @param contents the value with its padding; empty where there is none
 * @param page where its mark stands, counted from 1; null where it has none
 */
@SuppressWarnings("ArrayRecordComponent") // read-only by agreement; a copy each would cost more
public record SignatureEntry(
    String field,
    boolean timestamp,
    @Nullable String subFilter,
    List<Long> byteRange,
    byte[] contents,
    @Nullable String reason,
    @Nullable Instant claimedTime,
    @Nullable Integer page) {

  /** Where the signed revision ends, in bytes from the start; 0 where the range makes no sense. */
  public long end() {
    return byteRange.size() == 4 ? Math.max(0, byteRange.get(2) + byteRange.get(3)) : 0;
  }
}
