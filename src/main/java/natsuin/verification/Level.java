package natsuin.verification;

/** PAdES baseline levels (ETSI EN 319 142-1), in ascending order of what they prove. */
public enum Level {
  /** Signed, but not in a baseline form. */
  NONE("PAdES"),
  /** A signature. */
  B("PAdES-BASELINE-B"),
  /** With proof of the time. */
  T("PAdES-BASELINE-T"),
  /** With all certificates and revocation data. */
  LT("PAdES-BASELINE-LT"),
  /** With a document timestamp over all of it. */
  LTA("PAdES-BASELINE-LTA");

  private final String label;

  Level(String label) {
    this.label = label;
  }

  /** The name as the standard writes it. */
  public String label() {
    return label;
  }
}
