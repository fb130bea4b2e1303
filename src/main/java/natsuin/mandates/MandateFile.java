package natsuin.mandates;

import java.io.ByteArrayOutputStream;
import natsuin.documents.PieceReader;

/** A power of attorney's bytes; small enough to be held whole. */
final class MandateFile {
  private MandateFile() {}

  /** All of them. On a virtual thread. */
  static byte[] whole(PieceReader pieces) {
    var all = new ByteArrayOutputStream((int) pieces.size());
    while (pieces.hasNext()) {
      all.writeBytes(pieces.next().await());
    }
    return all.toByteArray();
  }
}
