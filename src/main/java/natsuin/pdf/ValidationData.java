package natsuin.pdf;

import java.util.List;

/**
 * What goes into a document's security store (DSS, ETSI EN 319 142-1 section 5.4): all DER. What is
 * there already is not written again.
 *
 * @param vriKey the signature that all of it is for, as {@link Layout#vriKey} names it
 * @param certificates of all chains
 * @param ocspResponses whole responses
 * @param crls certificate lists
 */
public record ValidationData(
    String vriKey, List<byte[]> certificates, List<byte[]> ocspResponses, List<byte[]> crls) {

  /** Copies the lists. */
  public ValidationData {
    certificates = List.copyOf(certificates);
    ocspResponses = List.copyOf(ocspResponses);
    crls = List.copyOf(crls);
  }
}
