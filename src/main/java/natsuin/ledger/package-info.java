/**
 * Owns the lists in which customers and staff find contracts: which part, by what, in which order,
 * on screen and as a file. Must not know how a contract comes to be where it is, and changes none.
 */
@org.jspecify.annotations.NullMarked
package natsuin.ledger;
