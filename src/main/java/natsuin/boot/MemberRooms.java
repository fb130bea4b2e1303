package natsuin.boot;

import natsuin.certificates.CertificateMails;
import natsuin.certificates.Credentials;
import natsuin.certificates.RevokeCredential;
import natsuin.fields.Forms;
import natsuin.http.Routes;
import natsuin.mandates.Mandates;
import natsuin.members.MemberTools;
import natsuin.members.Members;
import natsuin.revocations.RevocationRoutes;
import natsuin.revocations.RevocationTools;

/** Assembles the story of organizations and their users. */
final class MemberRooms {
  private MemberRooms() {}

  static Members members(Node node, Duties duties, Credentials credentials, Mandates mandates) {
    String baseUrl = node.configuration().http().baseUrl();
    var mails = new CertificateMails(duties.outbox(), duties.notices(), baseUrl);
    return new Members(
        new MemberTools(
            node.database(),
            node.clock(),
            Forms.load(),
            credentials,
            new RevokeCredential(mails, duties.audit(), node.clock()),
            mails,
            duties.requests(),
            duties.register(),
            mandates,
            duties.sessions(),
            duties.audit(),
            duties.outbox(),
            duties.announcements(),
            node.configuration().members(),
            duties.throttle(),
            baseUrl));
  }

  /** What staff do to certificates. */
  static Routes revocations(Node node, Duties duties, Credentials credentials) {
    String baseUrl = node.configuration().http().baseUrl();
    var mails = new CertificateMails(duties.outbox(), duties.notices(), baseUrl);
    return new RevocationRoutes(
        new RevocationTools(
            node.database(),
            credentials,
            new RevokeCredential(mails, duties.audit(), node.clock()),
            DeskRooms.revocations(node, duties),
            duties.audit(),
            duties.announcements(),
            node.clock()));
  }
}
