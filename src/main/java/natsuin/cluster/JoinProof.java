package natsuin.cluster;

/** What only nodes of this cluster can compute: a keyed hash over parts. Any thread. */
public interface JoinProof {
  /** The proof over these parts; where parts end counts. */
  byte[] of(byte[]... parts);

  /** True when {@code given} is the proof over these parts; in constant time. */
  boolean matches(byte[] given, byte[]... parts);
}
