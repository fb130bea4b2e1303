package natsuin.demo;

import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import natsuin.certificates.Credentials;
import natsuin.certificates.IssueCredential;
import natsuin.kernel.Actor;
import natsuin.pg.Database;
import natsuin.requests.CertificateRequests;
import natsuin.requests.Identification;
import natsuin.requests.RequestReason;
import natsuin.rights.CustomerRights;
import natsuin.users.Branch;
import natsuin.users.NewStaffMember;
import natsuin.users.NewUser;
import natsuin.users.OrganizationKind;
import natsuin.users.OrganizationStore;
import natsuin.users.StaffStore;
import natsuin.users.UserStore;
import natsuin.vault.PasswordHash;

/**
 * Registers the demonstration's people with their certificates. What is there already stays as it
 * is, so it may be interrupted anywhere and begun again.
 */
public final class DemoAccounts {
  private final Database database;
  private final PasswordHash passwords;
  private final Credentials credentials;
  private final IssueCredential issue;
  private final CertificateRequests requests;
  private final InstantSource clock;

  /** In this database. */
  public DemoAccounts(
      Database database,
      PasswordHash passwords,
      Credentials credentials,
      IssueCredential issue,
      CertificateRequests requests,
      InstantSource clock) {
    this.database = database;
    this.passwords = passwords;
    this.credentials = credentials;
    this.issue = issue;
    this.requests = requests;
    this.clock = clock;
  }

  /** Everybody who is missing; waits. */
  public void register() {
    var known = StaffStore.branches(database.client()).await();
    for (Branch branch : new Branch[] {DemoPeople.AOBA, DemoPeople.MINATO}) {
      if (known.stream().noneMatch(other -> other.id().equals(branch.id()))) {
        StaffStore.insert(database.client(), branch).await();
      }
    }
    DemoPeople.STAFF.forEach(this::register);
    DemoPeople.COMPANIES.forEach(this::register);
    DemoPeople.CUSTOMERS.forEach(this::register);
    DemoEmployers.register(database, passwords, clock.instant());
  }

  private void register(DemoPeople.Staff staff) {
    if (StaffStore.find(database.client(), staff.id()).await().isEmpty()) {
      var member =
          new NewStaffMember(
              staff.branch().id(),
              staff.login(),
              staff.name(),
              staff.email(),
              staff.role(),
              passwords.hash(staff.password()));
      StaffStore.insert(database.client(), staff.id(), member, clock.instant()).await();
    }
  }

  private void register(DemoPeople.Company company) {
    if (OrganizationStore.find(database.client(), company.id()).await().isEmpty()) {
      OrganizationStore.insert(database.client(), company.id(), company.facts(), clock.instant())
          .await();
    }
  }

  private void register(DemoPeople.Customer customer) {
    if (UserStore.find(database.client(), customer.id()).await().isEmpty()) {
      var user =
          new NewUser(
              customer.company().id(),
              customer.mypageId(),
              customer.email(),
              customer.family(),
              customer.given(),
              customer.familyLatin(),
              customer.givenLatin(),
              customer.title(),
              customer.role(),
              Locale.JAPANESE,
              passwords.hash(customer.password()),
              null,
              customer.details());
      UserStore.insert(database.client(), customer.id(), user, clock.instant()).await();
    }
    String pin = customer.pin();
    if (pin != null && credentials.ofUser(customer.id()).await().isEmpty()) {
      issue.issue(holder(customer), pin.toCharArray());
    }
    if (pin == null && CustomerRights.canBeNamed(customer.role())) {
      ask(customer);
    }
  }

  /** For a certificate, once: identity documents are due (DOC). */
  private void ask(DemoPeople.Customer customer) {
    database
        .tx(
            tx ->
                DemoStore.requests(tx, customer.id())
                    .compose(
                        before ->
                            before > 0
                                ? Future.succeededFuture()
                                : requests
                                    .open(
                                        tx,
                                        new Actor.Service("demonstration"),
                                        customer.id(),
                                        RequestReason.FIRST,
                                        Identification.DOCUMENTS)
                                    .mapEmpty()))
        .await();
  }

  private static IssueCredential.Holder holder(DemoPeople.Customer customer) {
    var facts = customer.company().facts();
    return new IssueCredential.Holder(
        customer.id(),
        customer.givenLatin() + " " + customer.familyLatin(),
        facts.kind() == OrganizationKind.INDIVIDUAL
            ? Optional.empty()
            : Optional.of(facts.nameLatin()));
  }
}
