package natsuin.members;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import natsuin.certificates.Credential;
import natsuin.requests.CertificateRequest;
import natsuin.requests.SigningStatus;
import natsuin.users.Branch;
import natsuin.users.Organization;
import natsuin.users.User;

/**
 * An organization with its users and what their signing stands at.
 *
 * @param credentials by user: what he signs with, locked or not
 * @param requests by user: the open one
 * @param branches every branch of the bank, by identifier
 */
record Roster(
    Household household,
    Map<UUID, Credential> credentials,
    Map<UUID, CertificateRequest> requests,
    Map<UUID, Branch> branches) {

  Organization organization() {
    return household.organization();
  }

  List<User> users() {
    return household.users();
  }

  Optional<Credential> credential(User user) {
    return Optional.ofNullable(credentials.get(user.id()));
  }

  Optional<CertificateRequest> request(User user) {
    return Optional.ofNullable(requests.get(user.id()));
  }

  SigningStatus status(User user, Instant now) {
    return SigningStatus.of(user, credential(user), request(user), now);
  }
}
