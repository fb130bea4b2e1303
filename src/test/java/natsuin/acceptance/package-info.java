/**
 * What people see and do, in a real browser against the whole program. Must not know how any of it
 * is made: only what stands on the screens, in the mails and in the files.
 */
@org.jspecify.annotations.NullMarked
package natsuin.acceptance;
