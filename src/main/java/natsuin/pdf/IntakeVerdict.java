package natsuin.pdf;

import java.util.List;

/** What the intake says about an uploaded file: it may be signed as it is, or why not. */
public sealed interface IntakeVerdict {

  /**
   * May be signed.
   *
   * @param pages number of pages, counted page by page, 1 or more
   * @param pdfVersion the version in force, for example {@code 1.7}: header, or catalog where that
   *     is later
   * @param pdfaLevel what the file claims to be, for example {@code 1b} or {@code 2a}; empty when
   *     it is no PDF/A
   * @param signatures signatures and document timestamps already there, in the order they were made
   * @param emptySignatureFields full names of signature fields that wait for a signature
   * @param bytes size of the file
   * @param sha256 digest of the file, 32 bytes in lower-case hexadecimal
   */
  record Signable(
      int pages,
      String pdfVersion,
      String pdfaLevel,
      List<ExistingSignature> signatures,
      List<String> emptySignatureFields,
      long bytes,
      String sha256)
      implements IntakeVerdict {

    /** Copies the lists. */
    public Signable {
      signatures = List.copyOf(signatures);
      emptySignatureFields = List.copyOf(emptySignatureFields);
    }
  }

  /**
   * May not be signed. The first reason is the one to show when only one can be shown.
   *
   * @param reasons one or more, without repetition, in the order found
   */
  record Refused(List<IntakeReason> reasons) implements IntakeVerdict {

    /** Copies the list. */
    public Refused {
      reasons = List.copyOf(reasons);
    }
  }

  /**
   * A signature found in the file. Nothing is said about its validity: that is the verification's
   * trade.
   *
   * @param field full name of its field
   * @param subFilter its encoding, for example {@code ETSI.CAdES.detached} or {@code ETSI.RFC3161}
   * @param coveredBytes length of the revision that it covers
   */
  record ExistingSignature(String field, String subFilter, long coveredBytes) {}
}
