package natsuin.uploads;

import natsuin.kernel.Codes;

/** Where a file stands; only a clean one is ever opened for anybody (DOC-4). */
public enum FileState {
  /** Will be scanned in a moment. */
  QUEUED("queued"),
  /** clamd reads it, or its content is examined. */
  SCANNING("scanning"),
  /** The scanner is away; it goes on by itself when the scanner is back. */
  WAITING("waiting"),
  /** Scanned whole and fit to be looked at. */
  CLEAN("clean"),
  /** A virus was found; its bytes are destroyed. */
  INFECTED("infected"),
  /** Its content is not taken; its bytes are destroyed. */
  REFUSED("refused");

  private final String code;

  FileState(String code) {
    this.code = code;
  }

  /** The name in JSON and in the database. */
  public String code() {
    return code;
  }

  /** Whether the scan is in hand at this moment: nothing can be done to the file meanwhile. */
  public boolean underScan() {
    return this == QUEUED || this == SCANNING;
  }

  /** Whether the last word is spoken. */
  public boolean settled() {
    return this == CLEAN || this == INFECTED || this == REFUSED;
  }

  static FileState of(String code) {
    return Codes.find(values(), FileState::code, code);
  }
}
