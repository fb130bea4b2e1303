/**
 * What the bank's staff do for employers 事業主: register them one by one or from a file, hand out
 * initial passwords on paper, reset and unblock master users. Must not know how employers log in or
 * get their certificates.
 */
@org.jspecify.annotations.NullMarked
package natsuin.employerdesk;
