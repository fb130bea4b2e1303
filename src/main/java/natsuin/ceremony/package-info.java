/**
 * Owns the ceremony of signing: PIN, code, 「電子署名」, and what follows for the contract when the
 * signature stands (CONTRACT-3, CONTRACT-5). Must not know how a signature is made or stored.
 */
@org.jspecify.annotations.NullMarked
package natsuin.ceremony;
