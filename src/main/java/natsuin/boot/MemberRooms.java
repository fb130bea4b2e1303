package natsuin.boot;

import natsuin.certificates.Credentials;
import natsuin.members.MemberTools;
import natsuin.members.Members;

/** Assembles the story of organizations and their users. */
final class MemberRooms {
  private MemberRooms() {}

  static Members members(Node node, Duties duties, Credentials credentials) {
    return new Members(
        new MemberTools(
            node.database(),
            node.clock(),
            credentials,
            duties.requests(),
            duties.sessions(),
            duties.audit(),
            duties.announcements(),
            node.configuration().members()));
  }
}
