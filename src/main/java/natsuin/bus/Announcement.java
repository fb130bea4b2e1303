package natsuin.bus;

import java.util.UUID;

/**
 * Something happened on this node and is committed; it names the thing and carries nothing of it.
 */
public sealed interface Announcement {

  /** A contract changed: its state, its terms, who looks after it. */
  record ContractTouched(UUID contract, UUID branch) implements Announcement {}

  /** Somebody went on reading or signing a contract; what waits for staff is the same as before. */
  record ContractProgressed(UUID contract, UUID branch) implements Announcement {}

  /** A user got a notice, or read one. */
  record NoticeTouched(UUID user, UUID notice) implements Announcement {}

  /** A user's certificate request moved, or its files or the progress of the issue did. */
  record RequestTouched(UUID request, UUID user, UUID organization, UUID branch)
      implements Announcement {}

  /** Data of an organization or of its users changed, or what their signing stands at. */
  record MembersTouched(UUID organization) implements Announcement {}

  /** An application arrived at a branch, or was decided on. */
  record ApplicationTouched(UUID application, UUID branch) implements Announcement {}

  /** Something else waits for a branch's staff, or no longer does. */
  record QueueTouched(UUID branch) implements Announcement {}

  /** The issue of a client certificate to an employer's user came a stage further. */
  record ClientIssueTouched(UUID user) implements Announcement {}

  /** A node was heard, or an operator dealt with an item of a queue. */
  record OperationsTouched() implements Announcement {}

  /** A session ended, or somebody's rights changed. */
  record RightsChanged() implements Announcement {}
}
