package natsuin.documents;

import java.util.UUID;

/**
 * One state of a document; the service's own record of what it was.
 *
 * @param number 0 as uploaded
 * @param size of the whole file up to here, bytes
 * @param sha256 of the whole file up to here
 * @param what {@code upload}, {@code signature}, {@code seal} or {@code archive}
 */
public record Revision(UUID document, int number, long size, byte[] sha256, String what) {}
