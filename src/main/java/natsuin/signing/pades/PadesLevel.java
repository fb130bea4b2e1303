package natsuin.signing.pades;

/** The baseline levels (ETSI EN 319 142-1 clause 6), each including those before it. */
public enum PadesLevel {
  /** The signature alone. */
  B_B,
  /** With a timestamp over the signature value. */
  B_T,
  /** With certificates and revocation data in the file. */
  B_LT,
  /** With a document timestamp over all of it. */
  B_LTA
}
