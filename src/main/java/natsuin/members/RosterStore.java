package natsuin.members;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import natsuin.certificates.Credential;
import natsuin.certificates.Credentials;
import natsuin.requests.CertificateRequest;
import natsuin.requests.CertificateRequests;
import natsuin.users.Branch;
import natsuin.users.OrganizationStore;
import natsuin.users.StaffStore;
import natsuin.users.User;
import natsuin.users.UserStore;

/** Reads organizations with their users. */
final class RosterStore {
  private final Credentials credentials;
  private final CertificateRequests requests;

  RosterStore(Credentials credentials, CertificateRequests requests) {
    this.credentials = credentials;
    this.requests = requests;
  }

  /** The organization with all its users; nothing where there is none. */
  Future<Optional<Roster>> find(SqlClient db, UUID id) {
    return OrganizationStore.find(db, id)
        .compose(
            organization ->
                organization.isEmpty()
                    ? Future.succeededFuture(Optional.empty())
                    : Future.all(
                            UserStore.ofOrganization(db, id).compose(this::withCredentials),
                            requests.openOfOrganization(db, id),
                            StaffStore.branches(db))
                        .map(
                            all -> {
                              Known known = all.resultAt(0);
                              List<CertificateRequest> open = all.resultAt(1);
                              List<Branch> branches = all.resultAt(2);
                              return Optional.of(
                                  new Roster(
                                      new Household(organization.get(), known.users()),
                                      known.credentials(),
                                      by(open, CertificateRequest::user),
                                      by(branches, Branch::id)));
                            }));
  }

  private record Known(List<User> users, Map<UUID, Credential> credentials) {}

  private Future<Known> withCredentials(List<User> users) {
    var found = new HashMap<UUID, Credential>();
    var asked =
        users.stream()
            .map(
                user ->
                    credentials
                        .ofUser(user.id())
                        .onSuccess(own -> own.ifPresent(known -> found.put(user.id(), known))))
            .toList();
    return Future.all(asked).map(done -> new Known(users, found));
  }

  private static <T> Map<UUID, T> by(List<T> all, Function<T, UUID> key) {
    return all.stream().collect(Collectors.toMap(key, Function.identity()));
  }
}
