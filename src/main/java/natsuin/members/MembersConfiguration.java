package natsuin.members;

import natsuin.kernel.Allowed;

/**
 * What an operator decides about users of organizations.
 *
 * @param users how many a corporation may have, its representative included (USER-1)
 */
public record MembersConfiguration(@Allowed(from = "1", to = "1000") int users) {}
