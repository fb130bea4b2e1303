package natsuin.signing;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A job as it is taken on.
 *
 * @param signer the signer in the contract; empty for the bank's seal
 * @param request the authorization that it uses up
 * @param standing what stands in the record: borrower, guarantor, collateral-provider, bank
 * @param serial of the certificate that will sign
 * @param documents what is to be signed
 */
record NewJob(
    UUID id,
    UUID contract,
    Optional<UUID> signer,
    Optional<UUID> request,
    Optional<OpeningKey> openingKey,
    String standing,
    String serial,
    List<ToSign> documents) {

  /** What opens the signer's key, wrapped for this job alone. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record OpeningKey(byte[] wrapped, Instant until) {}
}
