package natsuin.members;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import natsuin.certificates.Credential;
import natsuin.kernel.UserRole;
import natsuin.requests.CertificateRequest;
import natsuin.requests.SigningStatus;
import natsuin.users.Branch;
import natsuin.users.Organization;
import natsuin.users.User;

/**
 * An organization with its users and what their signing stands at.
 *
 * @param users in the order of their registration, deleted ones not among them
 * @param credentials by user: what he signs with, locked or not
 * @param requests by user: the open one
 * @param branches every branch of the bank, by identifier
 */
record Roster(
    Organization organization,
    List<User> users,
    Map<UUID, Credential> credentials,
    Map<UUID, CertificateRequest> requests,
    Map<UUID, Branch> branches) {

  Optional<User> user(UUID id) {
    return users.stream().filter(user -> user.id().equals(id)).findFirst();
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

  /** Whether nobody would be left who represents the organization. */
  boolean lastRepresentative(User user) {
    return user.role() == UserRole.REPRESENTATIVE
        && users.stream().filter(other -> other.role() == UserRole.REPRESENTATIVE).count() == 1;
  }
}
