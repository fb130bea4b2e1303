package natsuin.rights;

import static natsuin.rights.CustomerAct.ACKNOWLEDGE;
import static natsuin.rights.CustomerAct.READ;
import static natsuin.rights.CustomerAct.REFUSE;
import static natsuin.rights.CustomerAct.SIGN;

import java.util.Set;
import java.util.UUID;
import natsuin.kernel.Actor;
import natsuin.kernel.UserRole;

/**
 * The rights of customers in contracts (USER-2).
 *
 * <pre>
 *                   named to sign it        colleague of one who is      anybody else
 * representative    read, tick, sign,       read                         nothing
 * administrator     refuse                  read                         nothing
 * signer                                    nothing                      nothing
 * viewer            as a colleague          read, once it is settled     nothing
 * </pre>
 *
 * Whoever may not read a contract is told that there is none.
 */
public final class CustomerRights {
  private static final Set<CustomerAct> ALL = Set.of(READ, ACKNOWLEDGE, SIGN, REFUSE);
  private static final Set<CustomerAct> READING = Set.of(READ);
  private static final Set<CustomerAct> NOTHING = Set.of();

  /**
   * Which contracts a user's lists are drawn from: exactly those that {@link CustomerAct#READ}
   * allows.
   */
  public sealed interface Scope {
    /** Those that name this user. */
    record NamedIn(UUID user) implements Scope {}

    /** Those that name anybody of this organization. */
    record OfOrganization(UUID organization) implements Scope {}

    /** Those that name anybody of this organization and are in force or ended. */
    record SettledOfOrganization(UUID organization) implements Scope {}
  }

  private CustomerRights() {}

  /** Whether the table above allows it. */
  public static boolean may(Actor.User user, CustomerAct act, Parties contract) {
    return allowed(user, contract).contains(act);
  }

  /** Where the user's lists are drawn from. */
  public static Scope scope(Actor.User user) {
    return switch (user.role()) {
      case REPRESENTATIVE, ADMINISTRATOR -> new Scope.OfOrganization(user.organization());
      case SIGNER -> new Scope.NamedIn(user.id());
      case VIEWER -> new Scope.SettledOfOrganization(user.organization());
    };
  }

  /** Whether a user of this role can be named as a signer at all. */
  public static boolean canBeNamed(UserRole role) {
    return switch (role) {
      case REPRESENTATIVE, ADMINISTRATOR, SIGNER -> true;
      case VIEWER -> false;
    };
  }

  private static Set<CustomerAct> allowed(Actor.User user, Parties contract) {
    boolean party = contract.organizations().contains(user.organization());
    boolean named = party && contract.signers().contains(user.id());
    return switch (user.role()) {
      case REPRESENTATIVE, ADMINISTRATOR -> named ? ALL : party ? READING : NOTHING;
      case SIGNER -> named ? ALL : NOTHING;
      case VIEWER -> party && contract.settled() ? READING : NOTHING;
    };
  }
}
