package natsuin.signing.pades;

import java.util.List;

/**
 * What somebody needs years later to find the signature valid without asking anybody: all DER, in
 * any order, repetitions are harmless.
 *
 * @param certificates of the chains of signer, timestamp authority and OCSP responder
 * @param ocspResponses whole OCSPResponses
 * @param crls certificate lists
 */
public record RevocationData(
    List<byte[]> certificates, List<byte[]> ocspResponses, List<byte[]> crls) {

  /** Copies the lists. */
  public RevocationData {
    certificates = List.copyOf(certificates);
    ocspResponses = List.copyOf(ocspResponses);
    crls = List.copyOf(crls);
  }
}
