package natsuin.signing.pades;

/** Stored form of {@link SigningWork}. */
final class WorkCodec {
  private WorkCodec() {}

  static byte[] encode(SigningWork work) {
    throw new UnsupportedOperationException("lands within the hour" + work);
  }

  static SigningWork decode(byte[] stored) {
    throw new UnsupportedOperationException("lands within the hour" + stored.length);
  }
}
