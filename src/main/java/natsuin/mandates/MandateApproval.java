package natsuin.mandates;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What exactly the grantor approves with PIN and code: this draft, this certificate. A code for a
 * contract, or for another draft, opens nothing here (OTP-2).
 */
record MandateApproval(Mandate mandate, String serial) {
  private static final String FORM = "natsuin-mandate-1";

  /** SHA-256 over all of it; the code is bound to this. */
  byte[] digest() {
    String text =
        String.join(
            "\n",
            FORM,
            mandate.id().toString(),
            mandate.grantor().toString(),
            serial,
            HexFormat.of().formatHex(mandate.draftSha256()));
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
