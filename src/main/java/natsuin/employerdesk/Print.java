package natsuin.employerdesk;

/**
 * A letter on its way to the printer; kept nowhere.
 *
 * @param name of the file, without its ending
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Print(String name, byte[] pdf) {
  @Override
  public String toString() {
    return "(letter " + name + ")";
  }
}
