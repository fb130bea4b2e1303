/**
 * Owns the people and their organizations, branches included: names, addresses, roles, password
 * hashes, locks. Must not know how anybody logs in or what anybody signs.
 */
@org.jspecify.annotations.NullMarked
package natsuin.users;
