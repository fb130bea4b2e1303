package natsuin.members;

import java.util.Optional;
import java.util.UUID;

/**
 * What the branch knows of an organization's dealings with the bank (ORG-1).
 *
 * @param accountBranch where the deposit account is; none where there is no account
 * @param borrower uses the service as a borrower
 */
record Dealings(Optional<UUID> accountBranch, boolean borrower) {}
