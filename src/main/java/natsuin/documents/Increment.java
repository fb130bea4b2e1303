package natsuin.documents;

import java.util.UUID;

/**
 * What is appended to a document.
 *
 * @param base the revision that it was made upon; another in the meantime, and nothing is appended
 * @param bytes only the bytes that are new
 * @param size of the whole file afterwards, bytes
 * @param sha256 of the whole file afterwards
 * @param what {@code signature}, {@code seal} or {@code archive}
 */
public record Increment(
    UUID document, int base, byte[] bytes, long size, byte[] sha256, String what) {}
