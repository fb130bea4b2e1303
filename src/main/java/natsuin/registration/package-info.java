/**
 * Owns how a person becomes a user: MyPageID, temporary password, the mails that bring them, the
 * first certificate request (APP-6, USER-1, LOGIN-5). Must not know who decided it, or why.
 */
@org.jspecify.annotations.NullMarked
package natsuin.registration;
