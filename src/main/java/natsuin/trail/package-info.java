/**
 * Looks through the audit trail for those who may: search, export and the check that nobody has
 * altered it (STAFF-4). Must not know what the recorded acts do, and never writes but through the
 * audit duty.
 */
@org.jspecify.annotations.NullMarked
package natsuin.trail;
