package natsuin.members;

import natsuin.kernel.UserRole;
import natsuin.rights.MemberRights;
import natsuin.users.Organization;
import natsuin.users.OrganizationKind;

/**
 * Who changes an organization's data (ORG-1).
 *
 * <pre>
 * an individual                                          itself
 * corporation    a borrower                              the branch, by the paper form
 * or sole        account branch = application branch     the branch, by the paper form
 * proprietor     account at another branch, or none      itself
 * </pre>
 *
 * Itself: by a representative or an administrator.
 */
enum WhoChanges {
  SELF("self", ""),
  PAPER_AS_BORROWER("paper", "borrower"),
  PAPER_AT_ACCOUNT_BRANCH("paper", "account-branch"),
  NOT_THIS_USER("none", "");

  private final String code;
  private final String why;

  WhoChanges(String code, String why) {
    this.code = code;
    this.why = why;
  }

  /** The name in JSON: self, paper, none. */
  String code() {
    return code;
  }

  /** Why it is to be on paper; empty where it is not. */
  String why() {
    return why;
  }

  /** For a user of this role. */
  static WhoChanges of(UserRole role, Organization organization) {
    return MemberRights.leads(role) ? of(organization) : NOT_THIS_USER;
  }

  /** Whatever the user's role. */
  static WhoChanges of(Organization organization) {
    if (organization.kind() == OrganizationKind.INDIVIDUAL) {
      return SELF;
    }
    if (organization.details().borrower()) {
      return PAPER_AS_BORROWER;
    }
    return organization.branch().equals(organization.details().accountBranch())
        ? PAPER_AT_ACCOUNT_BRANCH
        : SELF;
  }
}
