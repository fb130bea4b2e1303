package natsuin.members;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import natsuin.certificates.Credential;
import natsuin.kernel.Actor;
import natsuin.requests.CertificateRequest;
import natsuin.requests.RequestState;
import natsuin.rights.MemberAct;
import natsuin.rights.MemberRights;
import natsuin.users.User;

/**
 * The buttons of a user's card: what the rights allow and the moment makes possible. Each is asked
 * for again where it is done.
 */
final class CardActions {
  private static final Set<RequestState> UPLOADING =
      Set.of(RequestState.DOCUMENTS_DUE, RequestState.RETURNED);
  private static final Set<RequestState> REGISTERING =
      Set.of(RequestState.PIN_DUE, RequestState.PIN_REGISTERED);

  private final Roster roster;
  private final Actor.User viewer;
  private final Instant now;

  CardActions(Roster roster, Actor.User viewer, Instant now) {
    this.roster = roster;
    this.viewer = viewer;
    this.now = now;
  }

  /** In the order in which they stand on the card. */
  List<String> on(User user) {
    var rights = MemberRights.allowed(viewer, Household.member(user));
    var open = roster.request(user);
    var credential = roster.credential(user);
    boolean own = viewer.id().equals(user.id());
    var actions = new ArrayList<String>();
    if (rights.contains(MemberAct.CHANGE)) {
      actions.add("change");
    }
    if (rights.contains(MemberAct.DELETE)
        && open.isEmpty()
        && !roster.household().lastRepresentative(user)) {
      actions.add("delete");
    }
    if (rights.contains(MemberAct.REISSUE_PASSWORD) && user.life().firstLoginAt() == null) {
      actions.add("reissue-password");
    }
    if (own) {
      actions.add("change-password");
    }
    if (rights.contains(MemberAct.PROVE)) {
      open.map(CertificateRequest::state).ifPresent(state -> addProof(actions, state));
      credential.filter(this::usable).ifPresent(usable -> actions.add("change-pin"));
    }
    if (rights.contains(MemberAct.LOCK_PIN)) {
      credential
          .filter(known -> known.validAt(now))
          .ifPresent(known -> actions.add(known.lockedAt(now) ? "unlock-pin" : "lock-pin"));
    }
    if (rights.contains(MemberAct.REQUEST_CERTIFICATE) && open.isEmpty()) {
      actions.add("request-certificate");
    }
    return List.copyOf(actions);
  }

  private static void addProof(List<String> actions, RequestState state) {
    if (UPLOADING.contains(state)) {
      actions.add("upload-documents");
    }
    if (REGISTERING.contains(state)) {
      actions.add("register-pin");
    }
  }

  private boolean usable(Credential credential) {
    return credential.validAt(now) && !credential.lockedAt(now);
  }
}
