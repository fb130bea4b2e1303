package natsuin.users;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an organization beside its name and address (APP-2); empty text where nothing
 * was said.
 *
 * @param postalCode seven digits
 * @param telephone digits only
 * @param establishedOn none for an individual
 * @param accountBranch where the deposit account is 預金口座取引店; none where there is no account
 * @param borrower uses the service as a borrower 債務者 (ORG-1)
 */
public record OrganizationDetails(
    String postalCode,
    String telephone,
    @Nullable LocalDate establishedOn,
    @Nullable UUID accountBranch,
    boolean borrower) {
  /** Nothing known. */
  public static final OrganizationDetails NONE = new OrganizationDetails("", "", null, null, false);
}
