package natsuin.mandates;

import java.security.MessageDigest;
import java.time.Instant;
import java.util.UUID;
import natsuin.certificates.Credential;
import natsuin.kernel.Actor;
import natsuin.rights.MemberRights;

/**
 * An authorization under way, found again at each further step with everything that was true when
 * it began: checked anew, because others act meanwhile.
 */
record OpenMandate(Mandate mandate, MandateRequest request, Credential credential) {

  /** Finds them. On a virtual thread. */
  record Finder(MandateTools tools) {

    /** One that this user may see. */
    Mandate visible(Actor.User user, UUID id) {
      return MandateStore.find(tools.database().client(), id)
          .await()
          .filter(found -> found.organization().equals(user.organization()))
          .filter(found -> MemberRights.leads(user.role()) || found.grantor().equals(user.id()))
          .orElseThrow(MandateReadiness::nothing);
    }

    /** One of the system's that this user gives himself. */
    Mandate own(Actor.User user, UUID id) {
      MandateReadiness.check(user);
      Mandate mandate = visible(user, id);
      if (!mandate.grantor().equals(user.id()) || mandate.kind() != MandateKind.SYSTEM) {
        throw MandateReadiness.nothing();
      }
      return mandate;
    }

    /** This user's authorization, whatever became of it. */
    MandateRequest request(Actor.User user, Mandate mandate, UUID id) {
      return MandateRequestStore.find(tools.database().client(), mandate.id(), id, user.id())
          .await()
          .orElseThrow(MandateReadiness::nothing);
    }

    /**
     * All of it; fails where it cannot go on.
     *
     * @param late the code of 'too late' at this step
     */
    OpenMandate open(Mandate mandate, MandateRequest request, String late) {
      Instant now = tools.clock().instant();
      if (request.state() == MandateRequest.State.SUPERSEDED) {
        throw MandateReadiness.conflict("request-superseded");
      }
      if (mandate.state() == Mandate.State.SIGNED || mandate.state() == Mandate.State.USED) {
        throw MandateReadiness.conflict("mandate-signed");
      }
      if (!now.isBefore(request.expiresAt())) {
        throw MandateReadiness.conflict(late);
      }
      Credential credential =
          MandateReadiness.usable(tools.credentials().byId(request.credential()).await(), now);
      byte[] digest = new MandateApproval(mandate, credential.serial()).digest();
      if (!MessageDigest.isEqual(digest, request.digest())) {
        throw MandateReadiness.conflict("mandate-changed");
      }
      return new OpenMandate(mandate, request, credential);
    }
  }
}
