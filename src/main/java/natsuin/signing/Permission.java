package natsuin.signing;

import java.util.UUID;

/** Whether a job may let its key act, asked right before it does. */
public sealed interface Permission {

  /**
   * It may.
   *
   * @param credential whose key signs
   * @param name the signer's name as it stands on the mark
   * @param standing why they sign, in Japanese, for mark and signature
   * @param markVisible whether the signature shows on the page
   */
  record Signer(UUID credential, String name, String standing, boolean markVisible)
      implements Permission {}

  /** It may, with the bank's own key. */
  record Seal(String name, boolean markVisible) implements Permission {}

  /** It may not any more; the code says why, for message files. */
  record Denied(String code) implements Permission {}
}
