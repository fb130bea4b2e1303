package natsuin.rights;

import static natsuin.rights.MemberAct.CHANGE;
import static natsuin.rights.MemberAct.DELETE;
import static natsuin.rights.MemberAct.LOCK_PIN;
import static natsuin.rights.MemberAct.PROVE;
import static natsuin.rights.MemberAct.REISSUE_PASSWORD;
import static natsuin.rights.MemberAct.REQUEST_CERTIFICATE;
import static natsuin.rights.MemberAct.SEE;

import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import natsuin.kernel.Actor;
import natsuin.kernel.UserRole;

/**
 * The rights of customers over users of an organization and over its data (USER-2, USER-3, USER-4).
 *
 * <pre>
 *                   oneself                         a colleague
 * representative    see, change, request, prove     see, change, delete, re-issue, lock, request
 * administrator     as a representative             as a representative
 * signer            see, change, request, prove     nothing
 * viewer            see, change                     nothing
 * </pre>
 *
 * A viewer has no certificate: nobody locks or requests one for him. Nobody has any right over
 * another organization's users, and is told that there are none. What hangs on the moment, such as
 * a request under way, is for the stories to ask.
 */
public final class MemberRights {
  /** A user as the rights see him. */
  public record Member(UUID id, UUID organization, UserRole role) {}

  private static final Set<MemberAct> SIGNS = Set.of(SEE, CHANGE, REQUEST_CERTIFICATE, PROVE);
  private static final Set<MemberAct> READS = Set.of(SEE, CHANGE);
  private static final Set<MemberAct> LEADS =
      Set.of(SEE, CHANGE, DELETE, REISSUE_PASSWORD, LOCK_PIN, REQUEST_CERTIFICATE);
  private static final Set<MemberAct> OF_CERTIFICATES =
      Set.of(LOCK_PIN, REQUEST_CERTIFICATE, PROVE);

  private MemberRights() {}

  /** Whether the table above allows it. */
  public static boolean may(Actor.User viewer, MemberAct act, Member target) {
    return allowed(viewer, target).contains(act);
  }

  /** Everything that the table above allows. */
  public static Set<MemberAct> allowed(Actor.User viewer, Member target) {
    if (!viewer.organization().equals(target.organization())) {
      return Set.of();
    }
    if (viewer.id().equals(target.id())) {
      return signs(viewer.role()) ? SIGNS : READS;
    }
    if (!leads(viewer.role())) {
      return Set.of();
    }
    if (signs(target.role())) {
      return LEADS;
    }
    var allowed = EnumSet.copyOf(LEADS);
    allowed.removeAll(OF_CERTIFICATES);
    return allowed;
  }

  /** Whether somebody of this role changes the organization's data and adds users. */
  public static boolean leads(UserRole role) {
    return switch (role) {
      case REPRESENTATIVE, ADMINISTRATOR -> true;
      case SIGNER, VIEWER -> false;
    };
  }

  /** Whether somebody of this role has a signing certificate at all. */
  public static boolean signs(UserRole role) {
    return switch (role) {
      case REPRESENTATIVE, ADMINISTRATOR, SIGNER -> true;
      case VIEWER -> false;
    };
  }
}
