/**
 * Owns what employers' users do in their portal: entering it by mutual TLS, their accounts, and the
 * users that a master user looks after. Must not know how a client certificate is made.
 */
@org.jspecify.annotations.NullMarked
package natsuin.employers;
