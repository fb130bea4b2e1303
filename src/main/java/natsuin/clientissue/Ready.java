package natsuin.clientissue;

import java.time.LocalDate;
import java.util.UUID;

/**
 * What is to be handed over, once.
 *
 * @param bytes the file, or the text of the certificates
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Ready(
    UUID issue, UUID user, byte[] bytes, String fileName, String serial, LocalDate lastDay) {
  @Override
  public String toString() {
    return "Ready[" + issue + "]";
  }
}
