package natsuin.signing;

import java.util.Optional;
import java.util.UUID;

/**
 * What a job is about.
 *
 * @param branch of the contract; whose dashboard shows it
 * @param signer the signer in this contract; empty for the bank's seal
 */
public record JobSubject(UUID job, UUID contract, UUID branch, Optional<UUID> signer) {}
